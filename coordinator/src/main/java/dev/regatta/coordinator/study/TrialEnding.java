package dev.regatta.coordinator.study;

/** Why a running trial was asked to end its attempt. */
public enum TrialEnding {
    /** A user or the study's end: {@code TrialStopped} follows. */
    STOP,
    /** The pruner, for good: {@code TrialPruned} follows. */
    PRUNE,
    /** The pruner, for now: {@code TrialPaused} follows. */
    PAUSE
}
