package dev.regatta.coordinator.mlflow;

/** A server refused a request, or cannot be reached; the message says which and why. */
public final class MlflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MlflowException(String message) {
        super(message);
    }
}
