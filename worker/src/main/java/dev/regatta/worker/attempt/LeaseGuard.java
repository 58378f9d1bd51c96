package dev.regatta.worker.attempt;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells whether a lease may still be believed: it runs out a lease's length after it was asked for, or after the sending of
 * the last heartbeat that arrived. Counted from the sending, so that the worker never believes longer than the coordinator.
 * Thread-safe.
 */
final class LeaseGuard {
    private final Duration length;
    private Instant renewedAt;

    LeaseGuard(Duration length, Instant now) {
        this.length = length;
        renewedAt = now;
    }

    /** @param sentAt when the heartbeat that has arrived, or the claim that was granted, was sent */
    synchronized void renewed(Instant sentAt) {
        if (sentAt.isAfter(renewedAt)) {
            renewedAt = sentAt;
        }
    }

    synchronized boolean expired(Instant now) {
        return renewedAt.plus(length).isBefore(now);
    }

    Duration length() {
        return length;
    }
}
