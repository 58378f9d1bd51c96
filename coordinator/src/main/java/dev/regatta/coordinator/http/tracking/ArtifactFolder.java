package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.model.ArtifactPath;
import dev.regatta.coordinator.tracking.model.TrackingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that holds all artifacts. A file appears whole or not at all. Blocks.
 *
 * <p>Symbolic links below the folder are refused, so that no path leads out of it; the folder itself may be one.
 */
final class ArtifactFolder {

    private final Path root;
    private final Path incoming;

    /** @param folder holds the artifacts and, beside them, the uploads that are not whole yet */
    ArtifactFolder(Path folder) {
        this.root = folder.toAbsolutePath().resolve("files");
        this.incoming = folder.toAbsolutePath().resolve("incoming");
    }

    /** A file or a folder; {@code size} is in bytes, 0 for a folder. */
    record Entry(String name, boolean folder, long size) {}

    /** An empty file to write into before it is {@link #accept}ed. */
    Path newUpload() throws IOException {
        return Files.createTempFile(Files.createDirectories(incoming), "upload", null);
    }

    /** Makes a whole upload durable, and lets it take its place. */
    Path accept(Path upload, ArtifactPath path) throws IOException {
        Path target = resolve(path);
        if (path.names().isEmpty() || Files.isDirectory(target)) {
            throw TrackingException.invalid("Invalid path '" + path + "': it is a folder");
        }
        try (FileChannel channel = FileChannel.open(upload, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        makeFolders(target, path);
        return Files.move(upload, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws TrackingException if there is no such file */
    Path file(ArtifactPath path) {
        Path file = resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw TrackingException.missing("No artifact '" + path + "'");
        }
        return file;
    }

    void delete(ArtifactPath path) throws IOException {
        Files.delete(file(path));
    }

    /** What lies in a folder, by name; nothing if there is no such folder. */
    List<Entry> list(ArtifactPath path) throws IOException {
        Path folder = resolve(path);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !Files.isSymbolicLink(child))
                    .sorted()
                    .map(ArtifactFolder::entry)
                    .toList();
        }
    }

    private Path resolve(ArtifactPath path) {
        Path place = root;
        for (String name : path.names()) {
            place = place.resolve(name);
            if (Files.isSymbolicLink(place)) {
                throw TrackingException.invalid("Invalid path '" + path + "': it leads over a symbolic link");
            }
        }
        return place;
    }

    private static void makeFolders(Path target, ArtifactPath path) throws IOException {
        try {
            Files.createDirectories(target.getParent());
        } catch (FileAlreadyExistsException e) {
            throw TrackingException.invalid("Invalid path '" + path + "': a part of it is a file");
        }
    }

    private static Entry entry(Path child) {
        try {
            boolean folder = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
            return new Entry(child.getFileName().toString(), folder, folder ? 0 : Files.size(child));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
