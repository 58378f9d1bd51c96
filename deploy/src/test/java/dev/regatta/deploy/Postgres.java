package dev.regatta.deploy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real PostgreSQL on loopback, which forces commits to disk as one in production does. */
final class Postgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Process watcher;

    /** @param data its files; made by it */
    Postgres(Path data) throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("unix_socket_directories", "")
                .start();
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        // A killed JVM runs no hook, but its end of the pipe is closed.
        watcher = new ProcessBuilder("sh", "-c", "read -r word || kill -QUIT " + pid)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
    }

    /** Returns when it has ended. */
    @Override
    public void close() throws IOException {
        server.close();
        try (OutputStream pipe = watcher.getOutputStream()) {
            pipe.write('\n');
        }
    }
}
