package dev.regatta.coordinator.runtime;

import java.util.List;

/**
 * Records of one partition of the inbox, in order, without a gap between {@code firstOffset} and {@code nextOffset} but
 * for offsets that hold no record.
 */
public record InboxBatch(int partition, long firstOffset, long nextOffset, List<RawRecord> records) {

    public InboxBatch {
        records = List.copyOf(records);
    }

    /** A record as it came. */
    public record RawRecord(long offset, byte[] value) {}
}
