package dev.regatta.worker.data;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Makes normalized batches of a data set. */
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
        int size = Math.toIntExact(data.sampleShape().size());
        float[] values = new float[indices.length * size];
        for (int b = 0; b < indices.length; b++) {
            data.read(indices[b], values, b * size);
            normalization.apply(values, b * size, size);
        }
        Shape shape = new Shape(indices.length).addAll(data.sampleShape());
        return new Batch(scope.create(values, shape), indices);
    }
}
