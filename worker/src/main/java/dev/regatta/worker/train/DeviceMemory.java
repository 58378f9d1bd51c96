package dev.regatta.worker.train;

import ai.djl.engine.EngineException;
import java.util.List;
import java.util.Locale;

/** Tells from the engine's errors, which have no types, whether memory ran out. */
final class DeviceMemory {
    private static final List<String> SIGNS =
            List.of("out of memory", "can't allocate memory", "not enough memory", "failed to allocate");

    private DeviceMemory() {}

    static boolean isExhausted(EngineException error) {
        String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
        return SIGNS.stream().anyMatch(message::contains);
    }
}
