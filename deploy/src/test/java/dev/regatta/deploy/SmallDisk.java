package dev.regatta.deploy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A file system in memory at a folder, which can be full or read-only. Only root may mount one. */
final class SmallDisk implements AutoCloseable {
    private static final int PIECE = 4096;
    private static final Duration QUIET = Duration.ofSeconds(20);

    private final Path folder;
    private final Path filler;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Mounts one; empty where this process may not. */
    static Optional<SmallDisk> mount(Path folder, String size) throws IOException {
        Files.createDirectories(folder);
        return run(List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()))
                ? Optional.of(new SmallDisk(folder))
                : Optional.empty();
    }

    private static boolean run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Path folder() {
        return folder;
    }

    /** Leaves no byte. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] piece = new byte[PIECE];
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            if (folder.toFile().getUsableSpace() >= PIECE) {
                throw full;
            }
        }
    }

    /** Gives the room back. */
    void empty() throws IOException {
        Files.deleteIfExists(filler);
    }

    /** Nothing can be written from now on. Waits until no file is being written. */
    void readOnly() throws InterruptedException {
        remount("ro");
    }

    void writable() throws InterruptedException {
        remount("rw");
    }

    private void remount(String how) throws InterruptedException {
        List<String> command = List.of("mount", "-o", "remount," + how, folder.toString());
        var unused = Waiting.until(
                QUIET, folder + " is " + how, () -> Optional.of(how).filter(it -> run(command)));
    }

    @Override
    public void close() {
        run(List.of("umount", "-l", folder.toString()));
    }
}
