package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.store.PostgresForTests;
import dev.regatta.coordinator.tracking.TrackingStore;
import dev.regatta.coordinator.tracking.TrackingStoreContract;

class PostgresTrackingStoreTest extends TrackingStoreContract {

    @Override
    protected TrackingStore emptyStore() {
        return new SqlTrackingStore(PostgresForTests.emptied());
    }
}
