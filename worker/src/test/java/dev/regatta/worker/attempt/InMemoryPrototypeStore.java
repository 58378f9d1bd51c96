package dev.regatta.worker.attempt;

import dev.regatta.protocol.TrialId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Prototypes in memory. */
final class InMemoryPrototypeStore implements PrototypeStore {
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

    @Override
    public void save(TrialId trial, int epoch, byte[] prototypes) {
        contents.put(trial + "/" + epoch, prototypes.clone());
    }

    @Override
    public Optional<byte[]> load(TrialId trial, int epoch) {
        return Optional.ofNullable(contents.get(trial + "/" + epoch)).map(byte[]::clone);
    }
}
