package dev.regatta.worker.data;

/** A data set cannot be used; the message names the file, the offset and what was expected, as far as they apply. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }
}
