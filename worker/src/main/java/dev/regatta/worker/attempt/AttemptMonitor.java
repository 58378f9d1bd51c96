package dev.regatta.worker.attempt;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The state of the attempt in progress, changed by the threads that hear of it and waited on by those that run it.
 * Thread-safe.
 */
final class AttemptMonitor {
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Waits.Signal signal;
    private AttemptState state;

    AttemptMonitor(AttemptState initial, Waits.Signal signal) {
        state = initial;
        this.signal = signal;
    }

    synchronized AttemptState state() {
        return state;
    }

    AttemptState update(UnaryOperator<AttemptState> change) {
        AttemptState updated = updated(change);
        signal.raise();
        return updated;
    }

    private synchronized AttemptState updated(UnaryOperator<AttemptState> change) {
        state = change.apply(state);
        return state;
    }

    /** Waits until the condition holds; false if it does not within the time. The condition is asked without a lock. */
    boolean await(Predicate<AttemptState> condition, Duration atMost) throws InterruptedException {
        return signal.await(() -> condition.test(state()), atMost);
    }

    /**
     * Waits until {@code done} holds.
     *
     * @param farewell how much longer to wait once the worker is asked to end
     * @return false if the lease was lost before, or the farewell's time is over
     */
    boolean awaitDone(BooleanSupplier done, Duration farewell) throws InterruptedException {
        await(now -> done.getAsBoolean() || now.lost() || now.drained(), FOREVER);
        return await(now -> done.getAsBoolean() || now.lost(), farewell) && !state().lost();
    }
}
