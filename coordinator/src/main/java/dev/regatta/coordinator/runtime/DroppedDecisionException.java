package dev.regatta.coordinator.runtime;

/** A decision was not committed, or was and only the word of it lost: whoever asked for it has to look. */
public final class DroppedDecisionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DroppedDecisionException() {
        super("the decision is not known to be on disk");
    }
}
