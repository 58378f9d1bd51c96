package dev.regatta.coordinator.tracking;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Rows in maps. A transaction works on a copy, which replaces the rows when it succeeds. */
public final class InMemoryTrackingStore implements TrackingStore {

    private final ReentrantLock turn = new ReentrantLock();
    private InMemoryRows rows = new InMemoryRows();

    @Override
    public <T> T read(Function<TrackingReads, T> work) {
        turn.lock();
        try {
            return work.apply(rows);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public <T> T write(Function<TrackingWrites, T> work) {
        turn.lock();
        try {
            InMemoryRows changed = new InMemoryRows(rows);
            T result = work.apply(changed);
            rows = changed;
            return result;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public <T> CompletionStage<T> submit(Function<TrackingWrites, T> work) {
        try {
            return CompletableFuture.completedFuture(write(work));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
