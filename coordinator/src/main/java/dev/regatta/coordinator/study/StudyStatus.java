package dev.regatta.coordinator.study;

/** The life of a study. */
public enum StudyStatus {
    RUNNING,
    STOPPING,
    COMPLETED,
    STOPPED;

    public boolean isActive() {
        return this == RUNNING || this == STOPPING;
    }
}
