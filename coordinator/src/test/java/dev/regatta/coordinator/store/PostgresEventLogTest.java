package dev.regatta.coordinator.store;

class PostgresEventLogTest extends SqlEventLogContract {

    private final Database database = PostgresForTests.emptied();

    @Override
    Database database() {
        return database;
    }
}
