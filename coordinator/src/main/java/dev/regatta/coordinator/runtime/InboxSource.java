package dev.regatta.coordinator.runtime;

import java.time.Duration;
import java.util.List;

/** The inbox's records, each partition from the offset that the event log holds. Used by one thread. */
public interface InboxSource {

    /** What has come, one batch a partition; waits up to {@code timeout} for the first record. */
    List<InboxBatch> poll(Duration timeout);

    /** Lets {@link #poll} return at once, this time or the next. From any thread. */
    void wake();

    /** Goes back to the event log's offsets, after a commit failed. */
    void rewind();
}
