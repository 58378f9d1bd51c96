package dev.regatta.coordinator.tracking.search;

import dev.regatta.coordinator.tracking.model.LifecycleStage;
import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.Arrays;
import java.util.Set;

/** Which lifecycle stages a search sees. */
public enum ViewType {
    ACTIVE_ONLY,
    DELETED_ONLY,
    ALL;

    public Set<LifecycleStage> stages() {
        return switch (this) {
            case ACTIVE_ONLY -> Set.of(LifecycleStage.ACTIVE);
            case DELETED_ONLY -> Set.of(LifecycleStage.DELETED);
            case ALL -> Set.of(LifecycleStage.ACTIVE, LifecycleStage.DELETED);
        };
    }

    /** @throws TrackingException if there is no such view */
    public static ViewType parse(String name) {
        for (ViewType view : values()) {
            if (view.name().equals(name)) {
                return view;
            }
        }
        throw TrackingException.invalid("view type is '" + name + "', must be one of " + Arrays.toString(values()));
    }
}
