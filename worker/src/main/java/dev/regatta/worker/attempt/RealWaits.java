package dev.regatta.worker.attempt;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits asleep. Thread-safe. */
public final class RealWaits implements Waits {

    @Override
    public Signal signal() {
        return new Sleep();
    }

    private static final class Sleep implements Signal {
        private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

        private long raised;

        @Override
        public synchronized void raise() {
            raised++;
            notifyAll();
        }

        @Override
        public boolean await(BooleanSupplier done, Duration atMost) throws InterruptedException {
            long deadline = System.nanoTime() + atMost.toNanos();
            long seen = raised();
            while (!done.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                seen = awaitOther(seen, Math.min(left, LOOK_AGAIN_NANOS));
            }
            return true;
        }

        private synchronized long raised() {
            return raised;
        }

        private synchronized long awaitOther(long seen, long nanos) throws InterruptedException {
            if (raised == seen) {
                TimeUnit.NANOSECONDS.timedWait(this, nanos);
            }
            return raised;
        }
    }
}
