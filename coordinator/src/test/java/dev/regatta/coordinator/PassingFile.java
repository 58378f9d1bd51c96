package dev.regatta.coordinator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A file that is made and deleted again and again, by a thread of its own. */
public final class PassingFile {

    private PassingFile() {}

    /** What is done meanwhile. */
    public interface Work {
        void run() throws IOException;
    }

    /** Carries out {@code work} while the file comes and goes. */
    public static void during(Path file, Work work) throws IOException {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> passing = CompletableFuture.runAsync(() -> comeAndGo(file, done));
        try {
            work.run();
        } finally {
            done.set(true);
            passing.join();
        }
    }

    private static void comeAndGo(Path file, AtomicBoolean done) {
        try {
            while (!done.get()) {
                Files.createFile(file);
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
