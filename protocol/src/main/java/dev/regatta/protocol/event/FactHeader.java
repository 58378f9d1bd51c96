package dev.regatta.protocol.event;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.WorkerId;

/**
 * Who says it, and under which lease.
 *
 * @param leaseEpoch the lease's fencing epoch
 * @param sequence 1 for the first fact under this lease, one more for each next
 */
public record FactHeader(AttemptId attempt, long leaseEpoch, long sequence, WorkerId worker) {}
