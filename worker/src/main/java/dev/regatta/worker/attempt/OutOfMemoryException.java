package dev.regatta.worker.attempt;

/** The trial needs more memory than the worker's machine or device has left. */
public final class OutOfMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutOfMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
