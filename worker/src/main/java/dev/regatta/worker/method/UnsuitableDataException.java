package dev.regatta.worker.method;

/** The settings ask for what this data does not allow; no other worker would fare better. */
public final class UnsuitableDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsuitableDataException(String message) {
        super(message);
    }
}
