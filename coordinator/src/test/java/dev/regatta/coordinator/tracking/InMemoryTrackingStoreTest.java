package dev.regatta.coordinator.tracking;

class InMemoryTrackingStoreTest extends TrackingStoreContract {

    @Override
    protected TrackingStore emptyStore() {
        return new InMemoryTrackingStore();
    }
}
