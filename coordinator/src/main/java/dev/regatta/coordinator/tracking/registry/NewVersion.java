package dev.regatta.coordinator.tracking.registry;

import dev.regatta.coordinator.tracking.model.Tag;
import java.util.List;

/**
 * A model version to be made.
 *
 * @param source the URI at which its files lie
 * @param runId empty if no run made it
 */
public record NewVersion(
        String model, String source, String runId, String runLink, String description, List<Tag> tags) {

    public NewVersion {
        tags = List.copyOf(tags);
    }
}
