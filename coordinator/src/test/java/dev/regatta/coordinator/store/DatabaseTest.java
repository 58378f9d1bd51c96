package dev.regatta.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    Path folder;

    @Test
    void writesOfManyThreadsTakeTurns() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Database database = counting()) {
            Callable<Integer> increment = () -> database.write(DatabaseTest::increment);
            List<Future<Integer>> seen = threads.invokeAll(
                    Stream.generate(() -> increment).limit(200).toList());
            assertThat(seen).extracting(Future::get).doesNotHaveDuplicates();
            assertThat(count(database)).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void failedWriteLeavesNothing() {
        try (Database database = counting()) {
            assertThatThrownBy(() -> database.useWrite(handle -> {
                        increment(handle);
                        throw new IllegalArgumentException("no");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(count(database)).isZero();
        }
    }

    @Test
    void readersCannotWrite() {
        try (Database database = counting()) {
            assertThatThrownBy(() -> database.read(DatabaseTest::increment)).isInstanceOf(JdbiException.class);
            assertThat(count(database)).isZero();
        }
    }

    @Test
    void writeInsideAWriteIsRefusedRatherThanHanging() {
        try (Database database = counting()) {
            assertThatThrownBy(() -> database.useWrite(handle -> database.useWrite(DatabaseTest::increment)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("inside a write");
        }
    }

    @Test
    void reopenedFileHoldsWhatWasWritten() {
        try (Database database = counting()) {
            database.write(DatabaseTest::increment);
        }
        try (Database database = Database.open(folder.resolve("data/regatta.db"))) {
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void connectionsAreDurableAndCheckForeignKeys() {
        try (Database database = counting()) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "synchronous")).isEqualTo("2");
            assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
        }
    }

    @Test
    void folderThatCannotBeWrittenIsNamedInOneLine() throws Exception {
        Path file = Files.createFile(folder.resolve("plain-file"));
        assertThatThrownBy(() -> Database.open(file.resolve("regatta.db")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("cannot be written")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void fileThatIsNoDatabaseIsNamedInOneLine() throws Exception {
        Path file = folder.resolve("regatta.db");
        Files.writeString(file, "this is not a database ".repeat(100));
        assertThatThrownBy(() -> Database.open(file))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(file.toString())
                .message()
                .doesNotContain("\n");
    }

    private Database counting() {
        Database database = Database.open(folder.resolve("data/regatta.db"));
        database.useWrite(handle -> {
            handle.execute("CREATE TABLE counter (n INTEGER NOT NULL)");
            handle.execute("INSERT INTO counter VALUES (0)");
        });
        return database;
    }

    private static int increment(Handle handle) {
        handle.execute("UPDATE counter SET n = n + 1");
        return current(handle);
    }

    private static int count(Database database) {
        return database.read(DatabaseTest::current);
    }

    private static int current(Handle handle) {
        return handle.createQuery("SELECT n FROM counter").mapTo(Integer.class).one();
    }

    private static String pragma(Database database, String name) {
        return database.write(handle ->
                handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
    }
}
