package dev.regatta.deploy.simulation;

import java.time.Instant;
import java.util.PriorityQueue;

/**
 * What is to happen, in the order of its time, ties in the order in which it was planned. Nothing here waits: an hour
 * passes as fast as its actions run. Used by one thread at a time.
 */
final class VirtualTime {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private record Timer(long at, long order, Runnable action) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long planned;
    private long millis;

    /** Milliseconds since the beginning. */
    long millis() {
        return millis;
    }

    Instant instant() {
        return BEGIN.plusMillis(millis);
    }

    void after(long delayMillis, Runnable action) {
        at(millis + delayMillis, action);
    }

    /** @param atMillis since the beginning; what is past happens next */
    void at(long atMillis, Runnable action) {
        timers.add(new Timer(Math.max(millis, atMillis), planned++, action));
    }

    /** Lets the next thing happen; false if nothing is planned. */
    boolean step() {
        Timer next = timers.poll();
        if (next == null) {
            return false;
        }
        millis = next.at();
        next.action().run();
        return true;
    }
}
