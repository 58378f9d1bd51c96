package dev.regatta.coordinator.fetch;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A .tar.gz file on disk. */
public final class Archive {
    private static final long MOST_UNPACKED_BYTES = 4L << 30;

    private Archive() {}

    /** Lower-case hex. */
    public static String md5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /**
     * Unpacks the archive's one folder to {@code target}, which appears whole or not at all.
     *
     * @param folder the folder's name in the archive
     * @throws FetchException if an entry is none of a regular file or folder in it, or the archive is damaged
     */
    public static void unpack(Path archive, String folder, Path target) throws IOException {
        Path staging = Files.createTempDirectory(target.toAbsolutePath().getParent(), ".unpacking-");
        try {
            unpackAll(archive, staging);
            Path unpacked = staging.resolve(folder);
            if (!Files.isDirectory(unpacked)) {
                throw new FetchException(archive + ": holds no folder " + folder);
            }
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(staging);
        }
    }

    private static void unpackAll(Path archive, Path staging) throws IOException {
        long left = MOST_UNPACKED_BYTES;
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = inside(archive, staging, entry);
                left -= entry.getSize();
                if (left < 0) {
                    throw new FetchException(archive + ": unpacks to more than " + MOST_UNPACKED_BYTES + " bytes");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                }
            }
        } catch (EOFException | ZipException e) {
            throw new FetchException(archive + ": is no whole .tar.gz file: " + e.getMessage());
        }
    }

    private static Path inside(Path archive, Path staging, TarArchiveEntry entry) {
        boolean plain = entry.isDirectory() || (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink());
        Path path = staging.resolve(entry.getName()).normalize();
        if (!plain || !path.startsWith(staging) || (path.equals(staging) && !entry.isDirectory())) {
            throw new FetchException(archive + ": entry \"" + entry.getName()
                    + "\" is refused, must be a regular file or folder inside the archive's own folder");
        }
        return path;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
