package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;

/**
 * The paused trial was promoted: a new attempt goes on from its checkpoint.
 *
 * @param reason the figures it rests on, for people
 */
public record TrialResumed(TrialId trial, String reason) implements Event {
    @Override
    public StudyId study() {
        return trial.study();
    }
}
