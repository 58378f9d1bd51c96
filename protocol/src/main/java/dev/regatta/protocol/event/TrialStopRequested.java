package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;

/** The running trial is to end after its next step. */
public record TrialStopRequested(TrialId trial, String reason) implements Event {
    @Override
    public StudyId study() {
        return trial.study();
    }
}
