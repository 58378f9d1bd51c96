package dev.regatta.coordinator.study;

/** The life of an attempt. */
public enum AttemptState {
    QUEUED,
    RUNNING,
    COMPLETED,
    YIELDED,
    EXPIRED,
    FAILED,
    STOPPED
}
