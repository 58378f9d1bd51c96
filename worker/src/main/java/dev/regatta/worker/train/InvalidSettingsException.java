package dev.regatta.worker.train;

/** The settings cannot be trained on this data; no other worker would fare better. */
final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(String message) {
        super(message);
    }
}
