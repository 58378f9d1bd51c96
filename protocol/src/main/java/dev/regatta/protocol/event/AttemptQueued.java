package dev.regatta.protocol.event;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;

/**
 * A new attempt waits for a worker; it resumes from the trial's newest checkpoint.
 *
 * @param reason why there is a new attempt, for people
 */
public record AttemptQueued(AttemptId attempt, String reason) implements Event {
    @Override
    public StudyId study() {
        return attempt.study();
    }
}
