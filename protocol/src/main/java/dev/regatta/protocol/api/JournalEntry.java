package dev.regatta.protocol.api;

import dev.regatta.protocol.event.Event;
import java.time.Instant;

/**
 * An event in its place.
 *
 * @param position place in the installation's journal; grows, with gaps
 * @param at when the coordinator decided it
 */
public record JournalEntry(long position, Instant at, Event event) {}
