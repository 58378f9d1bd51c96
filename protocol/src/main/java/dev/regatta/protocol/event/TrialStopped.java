package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;

/** The trial ended before its budget, as asked. */
public record TrialStopped(TrialId trial, String reason) implements Event {
    @Override
    public StudyId study() {
        return trial.study();
    }
}
