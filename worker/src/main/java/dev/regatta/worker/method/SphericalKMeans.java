package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * k-means on the unit sphere. A row belongs to the centroid of largest dot product, the lowest index of several; a
 * centroid is the normalized mean of its rows, and an empty cluster keeps its centroid.
 */
final class SphericalKMeans {

    /**
     * The result.
     *
     * @param centroids unit rows, [K, E]
     * @param clusters cluster of every row, [M]
     */
    record Clustering(float[] centroids, int[] clusters) {}

    private final int dimension;
    private final int iterations;

    SphericalKMeans(int dimension, int iterations) {
        this.dimension = dimension;
        this.iterations = iterations;
    }

    /** Clusters unit {@code rows} [M, E] from {@code initial} centroids [K, E], with a last assignment at the end. */
    Clustering cluster(float[] rows, float[] initial, NDManager parent) {
        float[] centroids = initial.clone();
        try (NDManager scope = parent.newSubManager()) {
            NDArray points = scope.create(rows, new Shape(rows.length / dimension, dimension))
                    .transpose(); // [E, M]
            for (int i = 0; i < iterations; i++) {
                update(centroids, rows, assign(points, centroids));
            }
            return new Clustering(centroids, assign(points, centroids));
        }
    }

    /** Cluster of every point, [M]. */
    private int[] assign(NDArray points, float[] centroids) {
        try (NDManager scope = points.getManager().newSubManager()) {
            NDArray centres = scope.create(centroids, new Shape(centroids.length / dimension, dimension));
            // The centres come first so that the products belong to this scope, not to the points'.
            NDArray products = centres.matMul(points); // [K, M]
            return products.argMax(0).toType(DataType.INT32, false).toIntArray();
        }
    }

    private void update(float[] centroids, float[] rows, int[] clusters) {
        float[] sums = new float[centroids.length];
        int[] counts = new int[centroids.length / dimension];
        for (int row = 0; row < clusters.length; row++) {
            counts[clusters[row]]++;
            int target = clusters[row] * dimension;
            for (int d = 0; d < dimension; d++) {
                sums[target + d] += rows[row * dimension + d];
            }
        }
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 0) {
                normalize(sums, k * dimension, dimension);
                System.arraycopy(sums, k * dimension, centroids, k * dimension, dimension);
            }
        }
    }

    /** Scales {@code length} values from {@code start} on to unit length. */
    static void normalize(float[] values, int start, int length) {
        double squares = 0;
        for (int i = start; i < start + length; i++) {
            squares += (double) values[i] * values[i];
        }
        double norm = Math.max(Math.sqrt(squares), 1e-12);
        for (int i = start; i < start + length; i++) {
            values[i] = (float) (values[i] / norm);
        }
    }
}
