package dev.regatta.deploy.simulation;

import dev.regatta.protocol.CheckpointRef;
import dev.regatta.worker.attempt.CheckpointName;
import dev.regatta.worker.attempt.IncompatibleCheckpointException;
import dev.regatta.worker.checkpoint.Sha256;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The checkpoints as they are stored, in memory, some of them damaged. */
final class CheckpointShelf {
    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    private Optional<String> newest = Optional.empty();

    CheckpointRef save(CheckpointName name, byte[] content) {
        contents.put(name.key(), content.clone());
        newest = Optional.of(name.key());
        return new CheckpointRef(name.key(), name.epoch(), name.step(), content.length, hash(content));
    }

    byte[] load(CheckpointRef checkpoint) {
        byte[] content = contents.get(checkpoint.key());
        if (content == null || !hash(content).equals(checkpoint.sha256())) {
            throw new IncompatibleCheckpointException(
                    "checkpoint " + checkpoint.key() + " is " + (content == null ? "missing" : "damaged"));
        }
        return content.clone();
    }

    boolean has(CheckpointRef checkpoint) {
        return contents.containsKey(checkpoint.key());
    }

    void delete(CheckpointRef checkpoint) {
        contents.remove(checkpoint.key());
    }

    /** Changes a byte of the newest checkpoint. */
    void damage() {
        newest.ifPresent(key -> contents.computeIfPresent(key, (same, content) -> {
            byte[] damaged = content.clone();
            damaged[content.length / 2] ^= 1;
            return damaged;
        }));
    }

    private static String hash(byte[] content) {
        MessageDigest digest = Sha256.digest();
        digest.update(content);
        return Sha256.hex(digest);
    }
}
