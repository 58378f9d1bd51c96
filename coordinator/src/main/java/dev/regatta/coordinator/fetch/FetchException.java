package dev.regatta.coordinator.fetch;

/** A data set could not be fetched; the message says what was found and what was expected. */
public final class FetchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FetchException(String message) {
        super(message);
    }
}
