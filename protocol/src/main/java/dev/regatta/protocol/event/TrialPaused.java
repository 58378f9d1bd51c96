package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;

/**
 * The trial waits at a rung, its checkpoint kept, for its promotion or the study's end.
 *
 * @param reason the figures it rests on, for people
 */
public record TrialPaused(TrialId trial, String reason) implements Event {
    @Override
    public StudyId study() {
        return trial.study();
    }
}
