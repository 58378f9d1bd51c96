package dev.regatta.worker.attempt;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How an attempt waits for what others do: asleep, or in a simulation's time. */
@FunctionalInterface
public interface Waits {

    /** A new signal, for one attempt. */
    Signal signal();

    /** Tells those that wait that there may be something new. Thread-safe. */
    interface Signal {

        void raise();

        /**
         * Waits until {@code done} holds; false if it does not within the time. It is asked after each {@link #raise} and
         * now and then by itself, since it may ask for things that nobody tells of, and without any lock.
         */
        boolean await(BooleanSupplier done, Duration atMost) throws InterruptedException;
    }
}
