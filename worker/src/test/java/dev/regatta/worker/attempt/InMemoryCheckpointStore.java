package dev.regatta.worker.attempt;

import dev.regatta.protocol.CheckpointRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Checkpoints in memory. */
final class InMemoryCheckpointStore implements CheckpointStore {
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private volatile Consumer<CheckpointName> beforeSaving = name -> {};

    /** Told of each save before it is made; throws where the store is to take nothing. */
    void beforeSaving(Consumer<CheckpointName> listener) {
        beforeSaving = listener;
    }

    @Override
    public CheckpointRef save(CheckpointName name, byte[] content) {
        beforeSaving.accept(name);
        contents.put(name.key(), content.clone());
        return new CheckpointRef(name.key(), name.epoch(), name.step(), content.length, hash(content));
    }

    @Override
    public byte[] load(CheckpointRef checkpoint) {
        byte[] content = contents.get(checkpoint.key());
        if (content == null) {
            throw new IncompatibleCheckpointException("checkpoint " + checkpoint.key() + " is missing");
        }
        if (!hash(content).equals(checkpoint.sha256())) {
            throw new IncompatibleCheckpointException("checkpoint " + checkpoint.key() + " has another hash");
        }
        return content.clone();
    }

    void damage(String key) {
        contents.computeIfPresent(key, (same, content) -> {
            byte[] damaged = content.clone();
            damaged[content.length / 2] ^= 1;
            return damaged;
        });
    }

    private static String hash(byte[] content) {
        return dev.regatta.worker.checkpoint.Sha256.hex(digest(content));
    }

    private static java.security.MessageDigest digest(byte[] content) {
        var digest = dev.regatta.worker.checkpoint.Sha256.digest();
        digest.update(content);
        return digest;
    }
}
