package dev.regatta.coordinator.tracking.registry;

import java.util.function.Function;

/** Where registered models are kept. Blocks; safe for use from many threads. */
public interface RegistryStore {

    /** Runs {@code work} on one committed state; it must not change anything. */
    <T> T read(Function<RegistryRows, T> work);

    /** Runs {@code work} as one transaction: durable when this returns, undone when {@code work} throws. */
    <T> T write(Function<RegistryRows, T> work);
}
