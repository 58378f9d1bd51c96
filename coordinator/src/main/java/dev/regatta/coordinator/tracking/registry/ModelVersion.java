package dev.regatta.coordinator.tracking.registry;

import java.util.Map;

/**
 * One version of a registered model.
 *
 * @param id its key in the store
 * @param model the registered model's name
 * @param version counted from 1
 * @param source the URI at which its files lie
 * @param runId empty if no run made it
 * @param creationTimeMs milliseconds since 1970
 * @param lastUpdateTimeMs milliseconds since 1970
 */
public record ModelVersion(
        long id,
        String model,
        long version,
        long creationTimeMs,
        long lastUpdateTimeMs,
        String userId,
        Stage stage,
        String description,
        String source,
        String runId,
        String runLink,
        Map<String, String> tags) {

    public ModelVersion {
        tags = Map.copyOf(tags);
    }

    ModelVersion described(String newDescription, long nowMs) {
        return new ModelVersion(
                id, model, version, creationTimeMs, nowMs, userId, stage, newDescription, source, runId, runLink, tags);
    }

    ModelVersion in(Stage newStage, long nowMs) {
        return new ModelVersion(
                id, model, version, creationTimeMs, nowMs, userId, newStage, description, source, runId, runLink, tags);
    }
}
