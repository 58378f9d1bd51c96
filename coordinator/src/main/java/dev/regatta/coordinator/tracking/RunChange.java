package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.RunStatus;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What changes in a run; what is empty stays.
 *
 * @param endTimeMs milliseconds since 1970
 */
public record RunChange(Optional<RunStatus> status, OptionalLong endTimeMs, Optional<String> name) {

    RunInfo applyTo(RunInfo run) {
        RunInfo changed = status.map(run::with).orElse(run);
        changed = name.map(changed::named).orElse(changed);
        return endTimeMs.isPresent() ? changed.endedAt(endTimeMs.getAsLong()) : changed;
    }
}
