package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.store.Database;
import dev.regatta.coordinator.tracking.TrackingReads;
import dev.regatta.coordinator.tracking.TrackingStore;
import dev.regatta.coordinator.tracking.TrackingWrites;
import java.util.function.Function;

/** Keeps tracking rows in the database. Stateless; safe for use from many threads. */
public final class SqlTrackingStore implements TrackingStore {

    private final Database database;

    public SqlTrackingStore(Database database) {
        this.database = database;
    }

    @Override
    public <T> T read(Function<TrackingReads, T> work) {
        return database.read(handle -> work.apply(new SqlReads(handle)));
    }

    @Override
    public <T> T write(Function<TrackingWrites, T> work) {
        return database.write(handle -> work.apply(new SqlWrites(handle)));
    }
}
