package dev.regatta.coordinator.store.tracking;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Hands out when points were written: microseconds since 1970 that only grow, so that they order points. Thread-safe. */
final class Arrivals {

    private static final AtomicLong LAST = new AtomicLong();

    private Arrivals() {}

    /** The first of {@code count} numbers in a row. */
    static long next(int count) {
        Instant now = Instant.now();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        return LAST.updateAndGet(last -> Math.max(last + 1, micros) + count - 1) - count + 1;
    }
}
