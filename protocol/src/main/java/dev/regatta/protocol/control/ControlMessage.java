package dev.regatta.protocol.control;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.WorkerId;
import java.util.Optional;

/** To one worker. Sent at least once: receivers take repeats. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface ControlMessage
        permits ControlMessage.AttemptMessage, ControlMessage.CordonWorker, ControlMessage.DrainWorker {

    WorkerId worker();

    /** About one attempt. */
    sealed interface AttemptMessage extends ControlMessage
            permits GrantLease, RefuseClaim, RevokeLease, StopTrial, PruneTrial, PauseTrial, AcceptFact {

        AttemptId attempt();
    }

    /** The worker takes no more work, or takes work again; what it is at goes on. */
    record CordonWorker(WorkerId worker, boolean cordoned) implements ControlMessage {}

    /** The worker saves, gives back what it is at, and ends. */
    record DrainWorker(WorkerId worker, String reason) implements ControlMessage {}

    /**
     * The worker may run the attempt, and must heartbeat.
     *
     * @param claim the claim that is answered: what comes again later must not be taken for the answer to another
     */
    record GrantLease(WorkerId worker, AttemptId attempt, long leaseEpoch, Optional<String> claim)
            implements AttemptMessage {}

    /** The attempt is another worker's, or over. */
    record RefuseClaim(WorkerId worker, AttemptId attempt, String reason, Optional<String> claim)
            implements AttemptMessage {}

    /** The lease is no longer the worker's: it ends the attempt without saving or logging anything more. */
    record RevokeLease(WorkerId worker, AttemptId attempt, long leaseEpoch, String reason) implements AttemptMessage {}

    /** The trial is to end: the worker saves a checkpoint after the next step and yields. */
    record StopTrial(WorkerId worker, AttemptId attempt, long leaseEpoch, String reason) implements AttemptMessage {}

    /** As {@link StopTrial}, because other trials are better: its run ends for good. */
    record PruneTrial(WorkerId worker, AttemptId attempt, long leaseEpoch, String reason) implements AttemptMessage {}

    /** As {@link StopTrial}, for now: the trial may be resumed from its checkpoint by any worker. */
    record PauseTrial(WorkerId worker, AttemptId attempt, long leaseEpoch, String reason) implements AttemptMessage {}

    /** Every fact of the lease up to {@code sequence} is committed. */
    record AcceptFact(WorkerId worker, AttemptId attempt, long leaseEpoch, long sequence) implements AttemptMessage {}
}
