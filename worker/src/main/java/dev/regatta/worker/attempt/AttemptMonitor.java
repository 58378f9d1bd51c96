package dev.regatta.worker.attempt;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The state of the attempt in progress, changed by the threads that hear of it and waited on by those that run it.
 * Thread-safe.
 */
final class AttemptMonitor {
    private static final Duration FOREVER = Duration.ofDays(365);
    /** Conditions may ask for things that this monitor is not told of. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private AttemptState state;

    AttemptMonitor(AttemptState initial) {
        state = initial;
    }

    synchronized AttemptState state() {
        return state;
    }

    synchronized AttemptState update(UnaryOperator<AttemptState> change) {
        state = change.apply(state);
        notifyAll();
        return state;
    }

    /**
     * Waits until the condition holds; false if it does not within the time. The condition is asked without this
     * monitor's lock, since it may take others.
     */
    boolean await(Predicate<AttemptState> condition, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        AttemptState seen = state();
        while (!condition.test(seen)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            seen = awaitOther(seen, Math.min(left, LOOK_AGAIN.toNanos()));
        }
        return true;
    }

    private synchronized AttemptState awaitOther(AttemptState seen, long nanos) throws InterruptedException {
        if (state.equals(seen)) {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        }
        return state;
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
