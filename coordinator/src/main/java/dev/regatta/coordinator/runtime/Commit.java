package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one transaction writes: all of it, or nothing.
 *
 * @param offset the inbox records it decides; empty for a timer's decision
 * @param events in their order
 * @param messages to be published after the commit
 */
public record Commit(Optional<OffsetMove> offset, List<Decided> events, List<Outgoing> messages) {

    public Commit {
        events = List.copyOf(events);
        messages = List.copyOf(messages);
    }

    /** The partition's offset goes from {@code from} to {@code to}, if it still is at {@code from}. */
    public record OffsetMove(int partition, long from, long to) {}

    /** An event and when it was decided. */
    public record Decided(Event event, Instant at) {}
}
