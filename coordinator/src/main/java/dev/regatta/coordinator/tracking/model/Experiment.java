package dev.regatta.coordinator.tracking.model;

import java.util.Map;

/**
 * A named group of runs.
 *
 * @param id a number ≥ 0; 0 is the experiment of runs that name none
 * @param artifactLocation the URI under which the runs' artifacts lie
 * @param creationTimeMs milliseconds since 1970
 * @param lastUpdateTimeMs milliseconds since 1970
 */
public record Experiment(
        long id,
        String name,
        String artifactLocation,
        LifecycleStage stage,
        long creationTimeMs,
        long lastUpdateTimeMs,
        Map<String, String> tags) {

    public static final long DEFAULT_ID = 0;

    public Experiment {
        tags = Map.copyOf(tags);
    }

    public Experiment named(String newName, long nowMs) {
        return new Experiment(id, newName, artifactLocation, stage, creationTimeMs, nowMs, tags);
    }

    public Experiment in(LifecycleStage newStage, long nowMs) {
        return new Experiment(id, name, artifactLocation, newStage, creationTimeMs, nowMs, tags);
    }
}
