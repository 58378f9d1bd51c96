package dev.regatta.coordinator.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fetches a published data set into a folder: download (or its rest), checksum, unpacking. */
public final class DatasetFetch {
    private final Download download;

    public DatasetFetch(Download download) {
        this.download = download;
    }

    /**
     * Brings the data set's folder into {@code directory}.
     *
     * @param from where its archive is
     * @param md5 the archive's sum
     * @return false if the folder was there already
     * @throws FetchException if the archive cannot be had whole; a damaged one is deleted
     */
    public boolean fetch(PublishedDataset dataset, URI from, String md5, Path directory, Download.Progress progress)
            throws IOException, InterruptedException {
        Path target = directory.resolve(dataset.folder());
        if (Files.exists(target)) {
            return false;
        }
        Files.createDirectories(directory);
        Path part = directory.resolve(dataset.archive() + ".part");
        download.complete(from, part, progress);
        String found = Archive.md5(part);
        if (!found.equals(md5)) {
            long bytes = Files.size(part);
            Files.delete(part);
            throw new FetchException(from + ": the archive's " + bytes + " bytes have the MD5 sum " + found
                    + ", expected " + md5 + "; it was deleted, run the command again to download it anew");
        }
        Archive.unpack(part, dataset.folder(), target);
        Files.delete(part);
        return true;
    }
}
