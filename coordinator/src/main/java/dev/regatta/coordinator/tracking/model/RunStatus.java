package dev.regatta.coordinator.tracking.model;

import java.util.Arrays;

/** How far a run is. A run that ended still takes metrics. */
public enum RunStatus {
    RUNNING,
    SCHEDULED,
    FINISHED,
    FAILED,
    KILLED;

    /** @throws TrackingException if there is no such status */
    public static RunStatus parse(String name) {
        for (RunStatus status : values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        throw TrackingException.invalid("status is '" + name + "', must be one of " + Arrays.toString(values()));
    }
}
