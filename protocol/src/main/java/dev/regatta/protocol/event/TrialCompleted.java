package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;

/**
 * The trial is complete.
 *
 * @param value the objective's value; NaN where the objective's metric was not reported
 */
public record TrialCompleted(TrialId trial, double value) implements Event {
    @Override
    public StudyId study() {
        return trial.study();
    }
}
