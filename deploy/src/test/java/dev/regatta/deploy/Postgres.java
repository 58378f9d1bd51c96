package dev.regatta.deploy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A real PostgreSQL on loopback, which forces commits to disk as one in production does. */
final class Postgres implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(30);

    private final EmbeddedPostgres server;
    private final long pid;
    private final Process watcher;

    /** @param data its files; made by it */
    Postgres(Path data) throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("unix_socket_directories", "")
                .start();
        pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        // A killed JVM runs no hook, but its end of the pipe is closed.
        watcher = new ProcessBuilder("sh", "-c", "cat > /dev/null; kill -QUIT " + pid)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
    }

    /** At once: nothing in it is worth a clean shutdown. Returns when its files are left alone. */
    @Override
    public void close() throws IOException, InterruptedException {
        watcher.getOutputStream().close();
        var unused = Waiting.until(
                END,
                "PostgreSQL has ended",
                () -> Optional.of(pid)
                        .filter(it -> ProcessHandle.of(it)
                                .filter(ProcessHandle::isAlive)
                                .isEmpty()));
    }
}
