package dev.regatta.coordinator.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL, started once a JVM on loopback and ended with it; each test gets a database of its own. It forces
 * commits to disk as one in production does.
 */
public final class PostgresForTests {

    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static @Nullable EmbeddedPostgres server;

    private PostgresForTests() {}

    /** An empty database whose schema is up to date. */
    public static synchronized DatabaseConfig newDatabase() {
        return created("TEMPLATE " + TEMPLATE);
    }

    /** A database without any schema. */
    static synchronized DatabaseConfig bareDatabase() {
        return created("");
    }

    private static DatabaseConfig created(String template) {
        EmbeddedPostgres running = server();
        String name = "test" + DATABASES.incrementAndGet();
        execute(running, "CREATE DATABASE " + name + " " + template);
        return config(running, name);
    }

    private static EmbeddedPostgres server() {
        EmbeddedPostgres running = server;
        if (running == null) {
            running = start();
            server = running;
            execute(running, "CREATE DATABASE " + TEMPLATE);
            Database.open(config(running, TEMPLATE)).close();
        }
        return running;
    }

    private static EmbeddedPostgres start() {
        try {
            Path data = Files.createTempDirectory("regatta-postgres");
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("unix_socket_directories", "")
                    .start();
            endWithThisProcess(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JVM that is killed runs no shutdown hook, but its end of a pipe is closed. */
    private static void endWithThisProcess(String serverPid) throws IOException {
        new ProcessBuilder("sh", "-c", "cat > /dev/null; kill -INT " + Long.parseLong(serverPid.strip()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static DatabaseConfig config(EmbeddedPostgres running, String name) {
        String url = "jdbc:postgresql://127.0.0.1:" + running.getPort() + "/" + name + "?user=postgres";
        return new DatabaseConfig(url, Optional.empty(), DatabaseConfig.Synchronous.FULL);
    }

    private static void execute(EmbeddedPostgres running, String sql) {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
