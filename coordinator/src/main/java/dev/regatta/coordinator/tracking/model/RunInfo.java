package dev.regatta.coordinator.tracking.model;

import java.util.OptionalLong;

/**
 * A run without what it logged.
 *
 * @param runId 32 lower-case hex digits
 * @param startTimeMs milliseconds since 1970
 * @param endTimeMs milliseconds since 1970; empty while it runs
 * @param artifactUri where its artifacts lie
 */
public record RunInfo(
        String runId,
        long experimentId,
        String name,
        String userId,
        RunStatus status,
        long startTimeMs,
        OptionalLong endTimeMs,
        String artifactUri,
        LifecycleStage stage) {

    public RunInfo named(String newName) {
        return new RunInfo(runId, experimentId, newName, userId, status, startTimeMs, endTimeMs, artifactUri, stage);
    }

    public RunInfo in(LifecycleStage newStage) {
        return new RunInfo(runId, experimentId, name, userId, status, startTimeMs, endTimeMs, artifactUri, newStage);
    }

    public RunInfo with(RunStatus newStatus) {
        return new RunInfo(runId, experimentId, name, userId, newStatus, startTimeMs, endTimeMs, artifactUri, stage);
    }

    /** RUNNING again, without an end. */
    public RunInfo resumed() {
        return new RunInfo(
                runId,
                experimentId,
                name,
                userId,
                RunStatus.RUNNING,
                startTimeMs,
                OptionalLong.empty(),
                artifactUri,
                stage);
    }

    public RunInfo endedAt(long timeMs) {
        return new RunInfo(
                runId, experimentId, name, userId, status, startTimeMs, OptionalLong.of(timeMs), artifactUri, stage);
    }
}
