package dev.regatta.protocol.command;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;

/**
 * Takes a lease back. Sent by the coordinator's lease timer; without effect on any lease but the one named.
 *
 * @param leaseEpoch the lease's fencing epoch
 * @param reason what ended it, for people
 */
public record ExpireLease(AttemptId attempt, long leaseEpoch, String reason) implements Command {

    @Override
    public StudyId study() {
        return attempt.study();
    }
}
