package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.store.Database;
import dev.regatta.coordinator.store.OverloadedException;
import dev.regatta.coordinator.tracking.TrackingReads;
import dev.regatta.coordinator.tracking.TrackingStore;
import dev.regatta.coordinator.tracking.TrackingWrites;
import dev.regatta.coordinator.tracking.model.ErrorCode;
import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Keeps tracking rows in the database. Safe for use from many threads. */
public final class SqlTrackingStore implements TrackingStore {

    private final Database database;
    private final WriterMemory memory = new WriterMemory();

    public SqlTrackingStore(Database database) {
        this.database = database;
        database.defer(memory);
    }

    @Override
    public <T> T read(Function<TrackingReads, T> work) {
        return database.read(handle -> work.apply(new SqlReads(handle)));
    }

    @Override
    public <T> T write(Function<TrackingWrites, T> work) {
        return database.write(handle -> work.apply(new SqlWrites(handle, memory)));
    }

    @Override
    public <T> CompletionStage<T> submit(Function<TrackingWrites, T> work) {
        try {
            return database.submit(handle -> work.apply(new SqlWrites(handle, memory)));
        } catch (OverloadedException e) {
            throw new TrackingException(
                    ErrorCode.TEMPORARILY_UNAVAILABLE, e.getMessage() + "; the same request may be sent again later");
        }
    }
}
