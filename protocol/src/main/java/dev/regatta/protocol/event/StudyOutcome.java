package dev.regatta.protocol.event;

/** How a study ended. */
public enum StudyOutcome {
    /** A bound of its budget is reached. */
    COMPLETED,
    /** A user stopped it. */
    STOPPED
}
