package dev.regatta.protocol;

import java.util.List;

/** The Hazelcast maps that workers write and resume from: text keys, byte values. */
public final class CheckpointMaps {
    public static final String CLUSTER = "regatta";
    /** Parts of a checkpoint, by {@link #chunkKey}. */
    public static final String CHUNKS = "regatta.checkpoint.chunks";
    /** What a checkpoint consists of, by {@link CheckpointRef#key}; written after every chunk. */
    public static final String MANIFESTS = "regatta.checkpoint.manifests";
    /** Prototypes of a trial at an epoch, by {@code study/trial/epoch}. */
    public static final String PROTOTYPES = "regatta.prototypes";

    public static final List<String> ALL = List.of(CHUNKS, MANIFESTS, PROTOTYPES);

    private CheckpointMaps() {}

    /**
     * Key of a chunk.
     *
     * @param manifest the checkpoint's {@link CheckpointRef#key}
     * @param index 0-based
     */
    public static String chunkKey(String manifest, int index) {
        return manifest + "/" + index;
    }
}
