package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.StudyId;
import java.time.Duration;
import java.util.List;

/**
 * The records of those partitions of the inbox that this coordinator owns, each from the offset that the event log holds.
 * Used by one thread.
 */
public interface InboxSource {

    /** What has come, one batch a partition; waits up to {@code timeout} for the first record. */
    List<InboxBatch> poll(Duration timeout);

    /** Lets {@link #poll} return at once, this time or the next. From any thread. */
    void wake();

    /** What is owned now; changes only while {@link #poll} runs, and before any of the new records is returned. From any thread. */
    Ownership owned();

    /** The partition in which all of a study's records are. */
    int partition(StudyId study);

    /** While {@link #poll} gives up partitions it calls {@code settle} first. */
    void beforeLoss(Runnable settle);

    /** Goes back to the event log's offsets, after a commit failed. */
    void rewind();
}
