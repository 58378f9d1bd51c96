package dev.regatta.coordinator.http;

import java.util.List;

/** A query parameter that cannot be used; the message names value and bound. */
final class InvalidParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidParameterException(String message) {
        super(message);
    }

    static InvalidParameterException notOneOf(String key, String value, List<String> choices) {
        return new InvalidParameterException(key + " is " + value + ", must be one of " + String.join(", ", choices));
    }
}
