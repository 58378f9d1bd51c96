package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;

/** The trial has failed for good: its failure is not retried, or its retries are used. */
public record TrialFailed(TrialId trial, FailureKind kind, String message) implements Event {
    @Override
    public StudyId study() {
        return trial.study();
    }
}
