package dev.regatta.coordinator.tracking.registry;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which version is the latest of each stage. */
public final class LatestVersions {

    private LatestVersions() {}

    /** @param stages those that count; all if there is none */
    public static List<ModelVersion> of(Collection<ModelVersion> versions, Collection<Stage> stages) {
        Map<Stage, ModelVersion> latest = new EnumMap<>(Stage.class);
        versions.stream()
                .filter(version -> stages.isEmpty() || stages.contains(version.stage()))
                .forEach(version -> latest.merge(
                        version.stage(), version, (one, other) -> one.version() > other.version() ? one : other));
        return List.copyOf(latest.values());
    }
}
