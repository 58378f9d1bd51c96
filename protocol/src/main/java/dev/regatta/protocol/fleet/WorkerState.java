package dev.regatta.protocol.fleet;

/** What a worker is at. */
public enum WorkerState {
    /** Waits for work. */
    IDLE,
    /** Runs an attempt. */
    BUSY,
    /** Takes no more work until it is told to. */
    CORDONED,
    /** Saves and yields its attempt, and takes no more. */
    DRAINING,
    /** Said goodbye. */
    STOPPED
}
