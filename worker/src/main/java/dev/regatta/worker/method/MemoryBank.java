package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Seeds;
import dev.regatta.worker.model.Initializer;
import dev.regatta.worker.model.Weights;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A remembered embedding for every slot, on the device. By slots: slot s holds the sample of step order s as it was when
 * it was last trained on, and M = batches × batch size may be less than N. By samples: slot n belongs to sample n. Owned
 * by one run; used by its thread.
 */
public final class MemoryBank {
    private static final String PREFIX = "bank";

    private final int[] indices;
    private final NDArray embeddings; // [M, E]

    private MemoryBank(int[] indices, NDArray embeddings) {
        this.indices = indices;
        this.embeddings = embeddings;
    }

    /** An empty bank of M slots. */
    static MemoryBank bySlots(NDManager manager, int slots, int dimension) {
        return new MemoryBank(new int[slots], manager.zeros(new Shape(slots, dimension)));
    }

    /** A bank of N random vectors, uniform in ±√(3/E): their expected length is 1. */
    static MemoryBank bySamples(NDManager manager, int samples, int dimension, DataType type, long seed) {
        NDArray embeddings = manager.zeros(new Shape(samples, dimension), type);
        float[] values = new float[Math.multiplyExact(samples, dimension)];
        Random random = Seeds.random(seed, "memory", 0);
        Initializer.uniform(Math.sqrt(3.0 / dimension)).fill(values, random);
        Weights.assign(embeddings, values);
        return new MemoryBank(IntStream.range(0, samples).toArray(), embeddings);
    }

    /** Overwrites the slots from {@code first} on with the samples' detached embeddings [B, E]. */
    void write(int first, int[] samples, NDArray rows) {
        System.arraycopy(samples, 0, indices, first, samples.length);
        embeddings.set(new NDIndex().addSliceDim(first, first + samples.length), rows.toType(DataType.FLOAT32, false));
    }

    /** The rows of {@code slots} [B], [B, E], in their scope. */
    NDArray rows(NDArray slots) {
        return embeddings.get(slots.getManager(), new NDIndex("{}", slots));
    }

    /** Overwrites the rows of {@code slots} [B], all different. */
    void replace(NDArray slots, NDArray rows) {
        embeddings.set(new NDIndex("{}", slots), rows);
    }

    /** All embeddings on the device, [M, E]; not to be changed. */
    NDArray tensor() {
        return embeddings;
    }

    /** Number M of slots. */
    public int slots() {
        return indices.length;
    }

    /** Length E of an embedding. */
    public int dimension() {
        return Math.toIntExact(embeddings.getShape().get(1));
    }

    /** The sample in every slot, [M]. */
    public int[] indices() {
        return indices.clone();
    }

    /** A copy of the embeddings in the Java heap, [M, E] row by row. */
    public float[] embeddings() {
        return embeddings.toFloatArray();
    }

    Map<String, HostTensor> state() {
        return state(PREFIX);
    }

    Map<String, HostTensor> state(String prefix) {
        return Map.of(
                prefix + ".indices", HostTensor.of(indices, slots()),
                prefix + ".embeddings", HostTensor.of(embeddings(), slots(), dimension()));
    }

    void restore(TensorFile file) {
        restore(file, PREFIX);
    }

    void restore(TensorFile file, String prefix) {
        int[] stored = file.tensor(prefix + ".indices").ints();
        System.arraycopy(stored, 0, indices, 0, stored.length);
        Weights.assign(embeddings, file.tensor(prefix + ".embeddings").floats());
    }
}
