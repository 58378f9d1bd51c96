package dev.regatta.worker.train;

import org.jspecify.annotations.Nullable;

/** This worker cannot compute: no native library, or no such device. The message is one line for its operator. */
public final class EngineUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
