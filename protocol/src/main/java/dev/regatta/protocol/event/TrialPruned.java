package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;

/**
 * The trial ended before its last epoch because others were better.
 *
 * @param reason the figures it rests on, for people
 */
public record TrialPruned(TrialId trial, String reason) implements Event {
    @Override
    public StudyId study() {
        return trial.study();
    }
}
