package dev.regatta.worker.exec;

import dev.regatta.worker.attempt.IncompatibleCheckpointException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder's plain files in one block of bytes: for each its path (parts separated by slashes, modified UTF-8 with its
 * length), its size (4 bytes, big-endian) and its content. Links are left out. Bounded both ways.
 */
final class FolderArchive {
    private static final Logger LOG = LoggerFactory.getLogger(FolderArchive.class);
    static final byte[] EMPTY = {};
    static final long MOST_BYTES = 256L << 20;
    static final int MOST_FILES = 10_000;
    private static final int ATTEMPTS = 5;

    private FolderArchive() {}

    /** The folder is larger than a checkpoint may be. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }

    /** The folder at one moment; empty if it changed each time it was read, or is not there. */
    static Optional<byte[]> pack(Path root) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                Map<Path, String> before = listing(root);
                byte[] packed = pack(root, before);
                if (listing(root).equals(before)) {
                    return Optional.of(packed);
                }
            } catch (NoSuchFileException | NotDirectoryException e) {
                LOG.debug("{} was renamed while it was listed or read", e.getFile());
            }
        }
        return Optional.empty();
    }

    /** The plain files with their sizes and times. */
    private static Map<Path, String> listing(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (files.size() > MOST_FILES) {
            throw new TooLargeException(
                    "the checkpoint folder has " + files.size() + " files, must have ≤ " + MOST_FILES);
        }
        Map<Path, String> listing = new LinkedHashMap<>();
        for (Path file : files) {
            listing.put(file, Files.size(file) + " " + Files.getLastModifiedTime(file));
        }
        return listing;
    }

    private static byte[] pack(Path root, Map<Path, String> files) throws IOException {
        long total = 0;
        for (Path file : files.keySet()) {
            total += Files.size(file);
        }
        if (total > MOST_BYTES) {
            throw new TooLargeException("the checkpoint folder has " + total + " bytes, must have ≤ " + MOST_BYTES);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (Path file : files.keySet()) {
            byte[] content = Files.readAllBytes(file);
            out.writeUTF(root.relativize(file).toString().replace('\\', '/'));
            out.writeInt(content.length);
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the files below {@code root}.
     *
     * @throws IncompatibleCheckpointException if the bytes are no archive, or a path would leave the folder
     */
    static void unpack(byte[] archive, Path root) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(archive));
        try {
            for (int files = 0; in.available() > 0; files++) {
                Path file = inside(root, in.readUTF());
                int size = in.readInt();
                if (files >= MOST_FILES || size < 0 || size > in.available()) {
                    throw new IncompatibleCheckpointException("the archive has a file of " + size + " bytes");
                }
                Files.createDirectories(file.getParent());
                Files.write(file, in.readNBytes(size), StandardOpenOption.CREATE_NEW);
            }
        } catch (EOFException | UTFDataFormatException | FileAlreadyExistsException e) {
            throw new IncompatibleCheckpointException("the archive is damaged: " + e);
        }
    }

    private static Path inside(Path root, String path) {
        try {
            Path file = root.resolve(path).normalize();
            boolean plain =
                    !path.isEmpty() && List.of(path.split("/", -1)).stream().noneMatch(FolderArchive::isDots);
            if (plain && file.startsWith(root) && !file.equals(root)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // refused below
        }
        throw new IncompatibleCheckpointException("the archive has the path \"" + path + "\", must stay in its folder");
    }

    private static boolean isDots(String part) {
        return part.isEmpty() || part.equals(".") || part.equals("..") || part.contains("\\");
    }
}
