package dev.regatta.protocol.fleet;

/** What a worker is at. */
public enum WorkerState {
    /** Waits for work. */
    IDLE,
    /** Runs an attempt. */
    BUSY,
    /** Saves and yields its attempt, and takes no more. */
    DRAINING,
    /** Said goodbye. */
    STOPPED
}
