package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one transaction writes: all of it, or nothing.
 *
 * @param offsets the inbox records it decides, one move a partition; none for a timer's decision
 * @param basis the last position of each study's journal that the decisions rest on, 0 before the first
 * @param events in their order
 * @param messages to be published after the commit
 * @param partition whoever owns it publishes the messages and the events
 */
public record Commit(
        List<OffsetMove> offsets,
        Map<StudyId, Long> basis,
        List<Decided> events,
        List<Outgoing> messages,
        int partition) {

    public Commit {
        offsets = List.copyOf(offsets);
        basis = Map.copyOf(basis);
        events = List.copyOf(events);
        messages = List.copyOf(messages);
    }

    /** A commit that is published by the owner of its first offset's partition. */
    public Commit(List<OffsetMove> offsets, Map<StudyId, Long> basis, List<Decided> events, List<Outgoing> messages) {
        this(
                offsets,
                basis,
                events,
                messages,
                offsets.isEmpty() ? 0 : offsets.get(0).partition());
    }

    /** The partition's offset goes from {@code from} to {@code to}, if it still is at {@code from}. */
    public record OffsetMove(int partition, long from, long to) {}

    /** An event and when it was decided. */
    public record Decided(Event event, Instant at) {}
}
