package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.store.Database;
import dev.regatta.coordinator.store.PostgresForTests;
import dev.regatta.coordinator.tracking.TrackingStore;
import dev.regatta.coordinator.tracking.TrackingStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class PostgresTrackingStoreTest extends TrackingStoreContract {

    private @Nullable Database database;

    @Override
    protected TrackingStore emptyStore() {
        database = Database.open(PostgresForTests.newDatabase());
        return new SqlTrackingStore(database);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
