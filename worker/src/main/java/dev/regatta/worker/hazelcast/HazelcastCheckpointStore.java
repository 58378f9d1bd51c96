package dev.regatta.worker.hazelcast;

import com.hazelcast.map.IMap;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import dev.regatta.worker.attempt.CheckpointName;
import dev.regatta.worker.attempt.CheckpointStore;
import dev.regatta.worker.attempt.IncompatibleCheckpointException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Checkpoints in chunks of 4 MiB, so that no value is too large for a member, each under the manifest's key and its
 * number. The manifest comes last: where it is, all chunks are.
 */
public final class HazelcastCheckpointStore implements CheckpointStore {
    static final String CHUNKS = "regatta.checkpoint.chunks";
    static final String MANIFESTS = "regatta.checkpoint.manifests";
    private static final int CHUNK_BYTES = 4 << 20;

    private final IMap<String, byte[]> chunks;
    private final IMap<String, byte[]> manifests;

    HazelcastCheckpointStore(IMap<String, byte[]> chunks, IMap<String, byte[]> manifests) {
        this.chunks = chunks;
        this.manifests = manifests;
    }

    @Override
    public CheckpointRef save(CheckpointName name, byte[] content) {
        Manifest manifest = Manifest.of(content, CHUNK_BYTES);
        for (int chunk = 0; chunk < manifest.chunkSha256().size(); chunk++) {
            int from = chunk * CHUNK_BYTES;
            byte[] bytes = Arrays.copyOfRange(content, from, Math.min(content.length, from + CHUNK_BYTES));
            chunks.set(chunkKey(name.key(), chunk), bytes);
        }
        manifests.set(name.key(), Json.bytes(manifest));
        return new CheckpointRef(name.key(), name.epoch(), name.step(), content.length, manifest.sha256());
    }

    @Override
    public byte[] load(CheckpointRef checkpoint) {
        Manifest manifest = manifest(checkpoint);
        ByteArrayOutputStream content = new ByteArrayOutputStream(Math.toIntExact(manifest.bytes()));
        for (int chunk = 0; chunk < manifest.chunkSha256().size(); chunk++) {
            content.writeBytes(chunk(checkpoint, manifest, chunk));
        }
        byte[] whole = content.toByteArray();
        if (!Manifest.sha256(ByteBuffer.wrap(whole)).equals(checkpoint.sha256())) {
            throw new IncompatibleCheckpointException("checkpoint " + checkpoint.key() + " has another hash");
        }
        return whole;
    }

    private Manifest manifest(CheckpointRef checkpoint) {
        byte[] json = manifests.get(checkpoint.key());
        if (json == null) {
            throw new IncompatibleCheckpointException("checkpoint " + checkpoint.key() + " has no manifest");
        }
        try {
            Manifest manifest = Json.read(json, Manifest.class);
            if (manifest.version() != Manifest.VERSION || manifest.bytes() != checkpoint.bytes()) {
                throw new IncompatibleCheckpointException("checkpoint " + checkpoint.key() + "'s manifest has version "
                        + manifest.version() + " and " + manifest.bytes() + " bytes, must be " + Manifest.VERSION
                        + " and " + checkpoint.bytes());
            }
            return manifest;
        } catch (MalformedMessageException e) {
            throw new IncompatibleCheckpointException(
                    "checkpoint " + checkpoint.key() + "'s manifest " + e.getMessage());
        }
    }

    private byte[] chunk(CheckpointRef checkpoint, Manifest manifest, int chunk) {
        byte[] bytes = chunks.get(chunkKey(checkpoint.key(), chunk));
        if (bytes == null) {
            throw new IncompatibleCheckpointException("checkpoint " + checkpoint.key() + " lacks chunk " + chunk);
        }
        if (!Manifest.sha256(ByteBuffer.wrap(bytes))
                .equals(manifest.chunkSha256().get(chunk))) {
            throw new IncompatibleCheckpointException(
                    "checkpoint " + checkpoint.key() + "'s chunk " + chunk + " has another hash");
        }
        return bytes;
    }

    private static String chunkKey(String manifest, int chunk) {
        return manifest + "/" + chunk;
    }
}
