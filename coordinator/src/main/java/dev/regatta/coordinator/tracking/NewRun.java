package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.Tag;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run to be made.
 *
 * @param name empty: made from the run's id
 * @param startTimeMs milliseconds since 1970; empty: now
 */
public record NewRun(
        long experimentId, Optional<String> name, String userId, OptionalLong startTimeMs, List<Tag> tags) {

    public NewRun {
        tags = List.copyOf(tags);
    }
}
