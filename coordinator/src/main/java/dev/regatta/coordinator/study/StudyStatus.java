package dev.regatta.coordinator.study;

/** The life of a study. */
public enum StudyStatus {
    RUNNING,
    /** No further trial begins; those that run go on. */
    PAUSED,
    STOPPING,
    COMPLETED,
    STOPPED;

    public boolean isActive() {
        return this == RUNNING || this == PAUSED || this == STOPPING;
    }
}
