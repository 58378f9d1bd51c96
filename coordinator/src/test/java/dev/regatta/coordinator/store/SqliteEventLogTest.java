package dev.regatta.coordinator.store;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.EventLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest extends EventLogContract {

    @TempDir
    private Path directory;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("regatta.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected EventLog log() {
        return new SqlEventLog(database);
    }
}
