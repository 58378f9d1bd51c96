package dev.regatta.coordinator.tracking.registry;

import java.util.Map;

/**
 * A named series of model versions.
 *
 * @param id its key in the store; stays when it is renamed
 * @param creationTimeMs milliseconds since 1970
 * @param lastUpdateTimeMs milliseconds since 1970
 * @param lastVersion the largest number that a version was given, 0 before the first
 * @param aliases names of single versions
 */
public record RegisteredModel(
        long id,
        String name,
        String description,
        long creationTimeMs,
        long lastUpdateTimeMs,
        long lastVersion,
        Map<String, String> tags,
        Map<String, Long> aliases) {

    public RegisteredModel {
        tags = Map.copyOf(tags);
        aliases = Map.copyOf(aliases);
    }

    RegisteredModel changed(String newName, String newDescription, long nowMs) {
        return new RegisteredModel(id, newName, newDescription, creationTimeMs, nowMs, lastVersion, tags, aliases);
    }

    RegisteredModel withVersion(long nowMs) {
        return new RegisteredModel(id, name, description, creationTimeMs, nowMs, lastVersion + 1, tags, aliases);
    }
}
