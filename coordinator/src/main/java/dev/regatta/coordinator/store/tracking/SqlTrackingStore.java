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

    /** As many as a run can have for its answer to stay within some megabytes. */
    private static final int MOST_METRICS = 50_000;

    private final Database database;
    private final WriterMemory memory;

    public SqlTrackingStore(Database database) {
        this(database, MOST_METRICS);
    }

    /** @param mostMetrics how many metrics of different keys a run may have */
    public SqlTrackingStore(Database database, int mostMetrics) {
        this.database = database;
        this.memory = new WriterMemory(mostMetrics, database.isShared());
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
