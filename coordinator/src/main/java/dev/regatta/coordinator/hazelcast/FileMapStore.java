package dev.regatta.coordinator.hazelcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Hazelcast map's entries as files, one each, named by its key. A stored entry is whole and on disk: written beside,
 * forced, then renamed. A read-only or full disk fails the put, and so its client hears of it.
 */
final class FileMapStore implements EntryArchive {

    private final Path directory;

    /** Two members may write the same entry at a time. */
    private final String process = UUID.randomUUID().toString().substring(0, 8);

    /** @throws UncheckedIOException if the directory cannot be made */
    FileMapStore(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoints cannot be kept in " + directory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void store(String key, byte[] value) {
        Path file = file(key);
        Path beside = file.resolveSibling(file.getFileName() + "." + process + ".part");
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(value);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceDirectory();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void forceDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public byte @Nullable [] load(String key) {
        try {
            return Files.readAllBytes(file(key));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(file(key) + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void delete(String key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            throw new UncheckedIOException(file(key) + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> keys() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.flatMap(file -> EntryName.key(file.getFileName().toString()).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** No separator is left in the name; no key can leave the directory. */
    private Path file(String key) {
        return directory.resolve(EntryName.of(key));
    }
}
