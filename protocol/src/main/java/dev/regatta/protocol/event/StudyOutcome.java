package dev.regatta.protocol.event;

/** How a study ended. */
public enum StudyOutcome {
    /** Its budget is used. */
    COMPLETED,
    /** A user stopped it. */
    STOPPED
}
