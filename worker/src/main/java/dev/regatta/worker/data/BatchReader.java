package dev.regatta.worker.data;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.IntFunction;

/** Makes normalized batches of a data set. Safe for many threads. */
public final class BatchReader {
    private final Dataset data;
    private final Normalization normalization;

    public BatchReader(Dataset data, Normalization normalization) {
        this.data = data;
        this.normalization = normalization;
    }

    public int size() {
        return data.size();
    }

    public Shape sampleShape() {
        return data.sampleShape();
    }

    /** The samples at {@code indices} as a tensor that lives in {@code scope}. */
    public Batch read(int[] indices, NDManager scope) {
        return batch(indices, decode(indices), scope);
    }

    /**
     * Batches {@code from} to {@code end} − 1 of a plan, decoded ahead by another thread.
     *
     * @param plan the samples of each batch
     */
    public BatchStream stream(IntFunction<int[]> plan, int from, int end) {
        return new BatchStream(this, plan, from, end);
    }

    /** Normalized samples one after the other. */
    float[] decode(int[] indices) {
        int size = Math.toIntExact(data.sampleShape().size());
        float[] values = new float[Math.multiplyExact(indices.length, size)];
        for (int b = 0; b < indices.length; b++) {
            data.read(indices[b], values, b * size);
            normalization.apply(values, b * size, size);
        }
        return values;
    }

    Batch batch(int[] indices, float[] values, NDManager scope) {
        Shape shape = new Shape(indices.length).addAll(data.sampleShape());
        return new Batch(scope.create(values, shape), indices);
    }

    /** What a batch takes when it is decoded. */
    long bytes(int samples) {
        return samples * data.sampleShape().size() * Float.BYTES;
    }
}
