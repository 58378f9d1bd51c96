package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.api.JournalEntry;
import java.util.List;

/** Told of committed events, in their order, on the runtime's thread: must not block. */
public interface JournalListener {

    void committed(List<JournalEntry> entries);
}
