package dev.regatta.protocol.command;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.WorkerId;
import java.util.Optional;

/**
 * A worker that took the attempt's work record asks for its lease.
 *
 * @param claim names this claim among all that workers of any process ever make; its answer repeats it. Empty from
 *     workers older than it
 */
public record ClaimAttempt(AttemptId attempt, WorkerId worker, Optional<String> claim) implements Command {

    @Override
    public StudyId study() {
        return attempt.study();
    }
}
