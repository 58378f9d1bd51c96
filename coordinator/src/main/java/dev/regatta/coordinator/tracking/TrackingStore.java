package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Where tracking rows are kept. The rules are the services'; a store only runs them in transactions.
 *
 * <p>Blocks; safe for use from many threads.
 */
public interface TrackingStore {

    /** Runs {@code work} on one committed state. */
    <T> T read(Function<TrackingReads, T> work);

    /**
     * Runs {@code work} as one transaction: when this returns it is durable, and when {@code work} throws nothing was
     * changed. Transactions that write run one after the other.
     */
    <T> T write(Function<TrackingWrites, T> work);

    /**
     * As {@link #write}, without waiting: completes when the transaction is durable. {@code work} may be run again.
     *
     * @throws TrackingException that it is temporarily unavailable, if too many writes wait already
     */
    <T> CompletionStage<T> submit(Function<TrackingWrites, T> work);
}
