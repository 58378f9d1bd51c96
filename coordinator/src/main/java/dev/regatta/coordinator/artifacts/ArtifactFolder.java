package dev.regatta.coordinator.artifacts;

import dev.regatta.coordinator.tracking.model.ArtifactPath;
import dev.regatta.coordinator.tracking.model.TrackingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that holds all artifacts. A file appears whole or not at all. Blocks.
 *
 * <p>Symbolic links below the folder are refused, so that no path leads out of it; the folder itself may be one.
 */
public final class ArtifactFolder implements ArtifactStore {

    private final Path root;
    private final Path incoming;

    /** @param folder holds the artifacts and, beside them, the uploads that are not whole yet */
    public ArtifactFolder(Path folder) {
        this.root = folder.toAbsolutePath().resolve("files");
        this.incoming = folder.toAbsolutePath().resolve("incoming");
    }

    @Override
    public Path newUpload() throws IOException {
        return Files.createTempFile(Files.createDirectories(incoming), "upload", null);
    }

    @Override
    public void accept(Path upload, ArtifactPath path) throws IOException {
        Path target = resolve(path);
        if (path.names().isEmpty() || Files.isDirectory(target)) {
            throw TrackingException.invalid("Invalid path '" + path + "': it is a folder");
        }
        try (FileChannel channel = FileChannel.open(upload, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        makeFolders(target, path);
        Files.move(upload, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public Artifact find(ArtifactPath path) throws IOException {
        Path file = file(path);
        long size = size(file, path);
        return new Artifact() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public Optional<Path> file() {
                return Optional.of(file);
            }

            @Override
            public byte[] read(long first, int length) throws IOException {
                try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                    return Channels.newInputStream(channel.position(first)).readNBytes(length);
                }
            }
        };
    }

    private Path file(ArtifactPath path) {
        Path file = resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw missing(path);
        }
        return file;
    }

    private static long size(Path file, ArtifactPath path) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            throw missing(path);
        }
    }

    private static TrackingException missing(ArtifactPath path) {
        return TrackingException.missing("No artifact '" + path + "'");
    }

    @Override
    public void delete(ArtifactPath path) throws IOException {
        Files.delete(file(path));
    }

    @Override
    public void deleteFolder(ArtifactPath path) throws IOException {
        Path folder = resolve(path);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    @Override
    public List<Entry> list(ArtifactPath path) throws IOException {
        Path folder = resolve(path);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !Files.isSymbolicLink(child))
                    .sorted()
                    .flatMap(child -> entry(child).stream())
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

    /** Empty if it was deleted after its folder was read. */
    private static Optional<Entry> entry(Path child) {
        try {
            boolean folder = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new Entry(child.getFileName().toString(), folder, folder ? 0 : Files.size(child)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
