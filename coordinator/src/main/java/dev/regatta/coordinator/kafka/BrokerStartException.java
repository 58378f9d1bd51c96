package dev.regatta.coordinator.kafka;

import org.jspecify.annotations.Nullable;

/** The embedded broker cannot start; the message is one line for people and names the setting. */
public final class BrokerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
