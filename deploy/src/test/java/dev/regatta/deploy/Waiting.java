package dev.regatta.deploy;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for other processes, for they cannot be listened to: looks again and again. */
final class Waiting {
    private static final long LOOK_AGAIN_MS = 50;

    private Waiting() {}

    /** @throws IllegalStateException if it is not so within the time */
    static <T> Optional<T> until(Duration atMost, String what, Supplier<Optional<T>> look) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        Optional<T> seen = look.get();
        while (seen.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + atMost.toSeconds() + " s: " + what);
            }
            Thread.sleep(LOOK_AGAIN_MS);
            seen = look.get();
        }
        return seen;
    }
}
