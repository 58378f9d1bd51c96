package dev.regatta.coordinator.store;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.EventLogContract;

class PostgresEventLogTest extends EventLogContract {

    private final Database database = PostgresForTests.emptied();

    @Override
    protected EventLog log() {
        return new SqlEventLog(database);
    }
}
