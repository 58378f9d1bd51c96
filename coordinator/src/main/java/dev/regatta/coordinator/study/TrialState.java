package dev.regatta.coordinator.study;

/** The life of a trial; {@link TrialTransitions} says how it passes from one state to the next. */
public enum TrialState {
    /** An attempt waits for a worker. */
    QUEUED(true),
    /** A worker holds the lease of the current attempt. */
    RUNNING(true),
    /** As running, and asked to end. */
    STOPPING(true),
    /** Waits at a rung for its promotion; no attempt is open. */
    PAUSED(false),
    COMPLETED(false),
    /** Ended early: others were better. */
    PRUNED(false),
    FAILED(false),
    STOPPED(false);

    private final boolean active;

    TrialState(boolean active) {
        this.active = active;
    }

    /** True while an attempt waits or runs. */
    public boolean isActive() {
        return active;
    }
}
