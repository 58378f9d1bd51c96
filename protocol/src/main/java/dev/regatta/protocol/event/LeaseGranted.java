package dev.regatta.protocol.event;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.WorkerId;

/**
 * The worker may run the attempt.
 *
 * @param leaseEpoch fencing epoch: larger than that of every earlier lease of the trial
 */
public record LeaseGranted(AttemptId attempt, long leaseEpoch, WorkerId worker) implements Event {
    @Override
    public StudyId study() {
        return attempt.study();
    }
}
