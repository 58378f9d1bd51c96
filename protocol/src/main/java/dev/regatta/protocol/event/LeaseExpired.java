package dev.regatta.protocol.event;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.WorkerId;

/** The lease was taken back; whatever its worker says from here on is refused. */
public record LeaseExpired(AttemptId attempt, long leaseEpoch, WorkerId worker, String reason) implements Event {
    @Override
    public StudyId study() {
        return attempt.study();
    }
}
