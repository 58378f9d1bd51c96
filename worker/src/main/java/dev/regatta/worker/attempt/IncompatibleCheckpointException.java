package dev.regatta.worker.attempt;

/** A checkpoint cannot be resumed from: damaged, or written under other settings. The message says which. */
public final class IncompatibleCheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IncompatibleCheckpointException(String message) {
        super(message);
    }
}
