package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.data.Labels;
import java.util.Arrays;
import java.util.Optional;

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

    /**
     * Features of some of a split's samples.
     *
     * @param rows [M, D], row by row, this object's own from now on
     * @param samples the sample of each row, [M]
     * @param labels without them all samples are of one class
     */
    public static LabelledFeatures of(float[] rows, int[] samples, Optional<Labels> labels) {
        int[] classes = Arrays.stream(samples)
                .map(sample -> labels.map(known -> known.of(sample)).orElse(0))
                .toArray();
        return new LabelledFeatures(rows, classes, labels.map(Labels::classes).orElse(1));
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

    /** The class of every sample, [N]. */
    int[] labels() {
        return labels.clone();
    }

    /** The samples by their class (rows) and by the class that was {@code predicted} (columns). */
    public Contingency confusion(int[] predicted) {
        return Contingency.of(labels, predicted, classes, classes);
    }

    /** The features, [N, D]. */
    NDArray tensor(NDManager scope) {
        return scope.create(values, new Shape(size(), dimension()));
    }

    /** One row a sample, 1 at its class, [N, classes]. */
    NDArray oneHot(NDManager scope) {
        float[] oneHot = new float[Math.multiplyExact(size(), classes)];
        for (int i = 0; i < labels.length; i++) {
            oneHot[i * classes + labels[i]] = 1;
        }
        return scope.create(oneHot, new Shape(size(), classes));
    }

    /** The first samples, at most {@code most}. */
    LabelledFeatures first(int most) {
        return size() <= most
                ? this
                : new LabelledFeatures(Arrays.copyOf(values, most * dimension()), Arrays.copyOf(labels, most), classes);
    }

    void copyTo(int row, float[] target, int offset) {
        System.arraycopy(values, row * dimension(), target, offset, dimension());
    }

    void addTo(int row, double[] sums, int offset) {
        int dimension = dimension();
        int start = row * dimension;
        for (int d = 0; d < dimension; d++) {
            sums[offset + d] += values[start + d];
        }
    }

    /** Squared distance of a row to the point that begins at {@code offset}. */
    double squaredDistance(int row, float[] points, int offset) {
        int dimension = dimension();
        int start = row * dimension;
        double sum = 0;
        for (int d = 0; d < dimension; d++) {
            double difference = values[start + d] - points[offset + d];
            sum += difference * difference;
        }
        return sum;
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
