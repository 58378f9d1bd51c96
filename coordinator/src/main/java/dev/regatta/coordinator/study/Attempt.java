package dev.regatta.coordinator.study;

import dev.regatta.protocol.WorkerId;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution of a trial.
 *
 * @param reason why there is this attempt
 * @param leaseEpoch fencing epoch of its lease; 0 before it is granted
 * @param lastSequence the last accepted fact's sequence, 0 before the first
 * @param end why it ended
 */
public record Attempt(
        int number,
        AttemptState state,
        String reason,
        Optional<WorkerId> worker,
        long leaseEpoch,
        long lastSequence,
        Instant queuedAt,
        Optional<Instant> grantedAt,
        Optional<Instant> endedAt,
        Optional<Long> resumedFromStep,
        Optional<String> end) {

    static Attempt queued(int number, String reason, Instant at) {
        return new Attempt(
                number,
                AttemptState.QUEUED,
                reason,
                Optional.empty(),
                0,
                0,
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Attempt granted(WorkerId to, long epoch, Instant at) {
        return new Attempt(
                number,
                AttemptState.RUNNING,
                reason,
                Optional.of(to),
                epoch,
                0,
                queuedAt,
                Optional.of(at),
                endedAt,
                resumedFromStep,
                end);
    }

    Attempt started(Optional<Long> fromStep) {
        return new Attempt(
                number, state, reason, worker, leaseEpoch, lastSequence, queuedAt, grantedAt, endedAt, fromStep, end);
    }

    Attempt heard(long sequence) {
        return new Attempt(
                number,
                state,
                reason,
                worker,
                leaseEpoch,
                sequence,
                queuedAt,
                grantedAt,
                endedAt,
                resumedFromStep,
                end);
    }

    Attempt ended(AttemptState how, String why, Instant at) {
        return new Attempt(
                number,
                how,
                reason,
                worker,
                leaseEpoch,
                lastSequence,
                queuedAt,
                grantedAt,
                Optional.of(at),
                resumedFromStep,
                Optional.of(why));
    }
}
