package dev.regatta.protocol.command;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.WorkerId;

/** A worker that took the attempt's work record asks for its lease. */
public record ClaimAttempt(AttemptId attempt, WorkerId worker) implements Command {

    @Override
    public StudyId study() {
        return attempt.study();
    }
}
