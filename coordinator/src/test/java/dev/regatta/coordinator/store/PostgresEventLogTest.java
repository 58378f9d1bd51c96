package dev.regatta.coordinator.store;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.EventLogContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresEventLogTest extends EventLogContract {

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(PostgresForTests.newDatabase());
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
