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
    private static @Nullable Database shared;

    private PostgresForTests() {}

    /** An empty database whose schema is up to date. */
    public static synchronized DatabaseConfig newDatabase() {
        return created("TEMPLATE " + TEMPLATE);
    }

    /** A database without any tables. */
    public static synchronized DatabaseConfig withoutTables() {
        return created("");
    }

    /** A database without rows but the default experiment: the same one each time, since making one takes seconds. */
    public static synchronized Database emptied() {
        Database opened = shared;
        if (opened == null) {
            opened = Database.open(newDatabase());
            shared = opened;
        }
        opened.useWrite(handle -> {
            handle.execute("SET LOCAL session_replication_role = replica"); // else the order would matter
            handle.createQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                            + " AND tablename <> 'flyway_schema_history'")
                    .mapTo(String.class)
                    .list()
                    .forEach(table -> handle.execute("DELETE FROM " + table));
            handle.execute("INSERT INTO experiment (id, name, artifact_location, stage, creation_time_ms,"
                    + " last_update_time_ms) VALUES (0, 'Default', 'mlflow-artifacts:/0', 'active', 0, 0)");
        });
        return opened;
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

    /** At once: nothing in it is worth a clean shutdown. A killed JVM runs no hook, but its end of a pipe is closed. */
    private static void endWithThisProcess(String serverPid) throws IOException {
        Process watcher = new ProcessBuilder(
                        "sh", "-c", "cat > /dev/null; kill -QUIT " + Long.parseLong(serverPid.strip()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(watcher)));
    }

    private static void close(Process watcher) {
        try {
            watcher.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
