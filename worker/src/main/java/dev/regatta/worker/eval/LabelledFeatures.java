package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Features of samples in the Java heap, [N, D] row by row, with the samples' classes. Immutable. */
public final class LabelledFeatures {
    private final float[] values;
    private final int[] labels;
    private final int classes;

    /** Both arrays are this object's own from now on. */
    LabelledFeatures(float[] values, int[] labels, int classes) {
        this.values = values;
        this.labels = labels;
        this.classes = classes;
    }

    int size() {
        return labels.length;
    }

    int dimension() {
        return values.length / labels.length;
    }

    int classes() {
        return classes;
    }

    int label(int index) {
        return labels[index];
    }

    NDArray tensor(NDManager scope) {
        return scope.create(values, new Shape(size(), dimension()));
    }

    /** The samples at {@code indices}. */
    public LabelledFeatures at(int[] indices) {
        int dimension = dimension();
        float[] rows = new float[indices.length * dimension];
        int[] picked = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(values, indices[i] * dimension, rows, i * dimension, dimension);
            picked[i] = labels[indices[i]];
        }
        return new LabelledFeatures(rows, picked, classes);
    }

    /** These features shifted and scaled by the mean and deviation of each dimension of {@code reference}. */
    LabelledFeatures standardizedBy(LabelledFeatures reference) {
        int dimension = dimension();
        float[] scaled = new float[values.length];
        for (int d = 0; d < dimension; d++) {
            double sum = 0;
            double squares = 0;
            for (int i = d; i < reference.values.length; i += dimension) {
                sum += reference.values[i];
                squares += (double) reference.values[i] * reference.values[i];
            }
            double mean = sum / reference.size();
            double deviation = Math.sqrt(Math.max(squares / reference.size() - mean * mean, 1e-12));
            for (int i = d; i < values.length; i += dimension) {
                scaled[i] = (float) ((values[i] - mean) / deviation);
            }
        }
        return new LabelledFeatures(scaled, labels, classes);
    }
}
