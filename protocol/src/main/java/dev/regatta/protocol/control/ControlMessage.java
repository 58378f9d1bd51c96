package dev.regatta.protocol.control;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.WorkerId;

/** To one worker, about one attempt. Sent at least once: receivers take repeats. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface ControlMessage
        permits ControlMessage.GrantLease,
                ControlMessage.RefuseClaim,
                ControlMessage.RevokeLease,
                ControlMessage.StopTrial,
                ControlMessage.PruneTrial,
                ControlMessage.PauseTrial,
                ControlMessage.AcceptFact {

    WorkerId worker();

    AttemptId attempt();

    /** The worker may run the attempt, and must heartbeat. */
    record GrantLease(WorkerId worker, AttemptId attempt, long leaseEpoch) implements ControlMessage {}

    /** The attempt is another worker's, or over. */
    record RefuseClaim(WorkerId worker, AttemptId attempt, String reason) implements ControlMessage {}

    /** The lease is no longer the worker's: it ends the attempt without saving or logging anything more. */
    record RevokeLease(WorkerId worker, AttemptId attempt, long leaseEpoch, String reason) implements ControlMessage {}

    /** The trial is to end: the worker saves a checkpoint after the next step and yields. */
    record StopTrial(WorkerId worker, AttemptId attempt, long leaseEpoch, String reason) implements ControlMessage {}

    /** As {@link StopTrial}, because other trials are better: its run ends for good. */
    record PruneTrial(WorkerId worker, AttemptId attempt, long leaseEpoch, String reason) implements ControlMessage {}

    /** As {@link StopTrial}, for now: the trial may be resumed from its checkpoint by any worker. */
    record PauseTrial(WorkerId worker, AttemptId attempt, long leaseEpoch, String reason) implements ControlMessage {}

    /** Every fact of the lease up to {@code sequence} is committed. */
    record AcceptFact(WorkerId worker, AttemptId attempt, long leaseEpoch, long sequence) implements ControlMessage {}
}
