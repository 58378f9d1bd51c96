package dev.regatta.protocol.codec;

import org.jspecify.annotations.Nullable;

/** Bytes that are not the message they should be; the message says why, and is fit to be shown. */
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message);
    }

    public MalformedMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
