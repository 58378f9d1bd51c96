package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;

/**
 * k-means in matrix products, chunk by chunk: a round is one product of rows with centroids and one of memberships with
 * rows. A row belongs to the nearest centroid, the lowest index of several. Deterministic at a fixed thread count.
 */
public final class KMeans {
    /** Scores [rows, K] in memory at a time. */
    private static final int MOST_SCORES = 1 << 22;

    /** What is near. */
    public enum Geometry {
        /** Rows of unit length: the largest dot product; a centroid is the normalized mean of its rows. */
        SPHERICAL,
        /** The least squared distance; a centroid is the mean of its rows. */
        EUCLIDEAN
    }

    /**
     * The result.
     *
     * @param centroids [K, E] row by row
     * @param clusters cluster of every row, [M]
     */
    public record Clustering(float[] centroids, int[] clusters) {}

    private final Geometry geometry;
    private final int iterations;
    private final EmptyClusters empty;

    public KMeans(Geometry geometry, int iterations, EmptyClusters empty) {
        this.geometry = geometry;
        this.iterations = iterations;
        this.empty = empty;
    }

    /**
     * Clusters {@code points} [M, E] from {@code initial} centroids [K, E], with a last assignment at the end.
     *
     * @throws IllegalArgumentException if K > M
     */
    public Clustering cluster(NDArray points, NDArray initial) {
        long k = initial.getShape().get(0);
        if (k > points.getShape().get(0)) {
            throw new IllegalArgumentException("there are " + k + " clusters, must be ≤ the number of rows, which is "
                    + points.getShape().get(0));
        }
        try (NDManager scope = points.getManager().newSubManager()) {
            NDArray centroids = scope.create(initial.getShape(), initial.getDataType());
            centroids.set(new NDIndex("..."), initial);
            for (int i = 0; i < iterations; i++) {
                try (NDManager round = scope.newSubManager()) {
                    centroids.set(new NDIndex("..."), update(points, centroids, round));
                }
            }
            return new Clustering(centroids.toFloatArray(), assign(points, centroids, scope));
        }
    }

    /** The centroids after one round, [K, E]. */
    private NDArray update(NDArray points, NDArray centroids, NDManager round) {
        ClusterSums members = new ClusterSums(round, centroids.getShape());
        overChunks(points, centroids, round, (rows, scores, from) -> members.add(rows, scores.argMax(1)));
        NDArray counts = members.counts(); // [K, 1]
        NDArray means = geometry == Geometry.SPHERICAL
                ? members.sums().normalize(2, 1)
                : members.sums().div(counts.maximum(round.create(1f)));
        NDArray moved = NDArrays.where(counts.gt(round.create(0f)).broadcast(centroids.getShape()), means, centroids);
        return empty == EmptyClusters.KEEP ? moved : refilled(points, centroids, moved, counts.toFloatArray(), round);
    }

    private NDArray refilled(NDArray points, NDArray centroids, NDArray moved, float[] counts, NDManager round) {
        EmptyRefill refill = new EmptyRefill(moved.toFloatArray(), counts);
        if (!refill.needed()) {
            return moved;
        }
        if (empty == EmptyClusters.SPLIT) {
            refill.split();
        } else {
            refill.farthest(distances(points, centroids, round), points);
        }
        NDArray filled = round.create(refill.centroids(), moved.getShape());
        return geometry == Geometry.SPHERICAL ? filled.normalize(2, 1) : filled;
    }

    private int[] assign(NDArray points, NDArray centroids, NDManager scope) {
        int[] clusters = new int[Math.toIntExact(points.getShape().get(0))];
        overChunks(points, centroids, scope, (rows, scores, from) -> {
            int[] nearest = scores.argMax(1).toType(DataType.INT32, false).toIntArray();
            System.arraycopy(nearest, 0, clusters, from, nearest.length);
        });
        return clusters;
    }

    /** Of every row: how far it is from its centroid, [M]; the order is that of the distances, the scale is not. */
    private float[] distances(NDArray points, NDArray centroids, NDManager scope) {
        float[] distances = new float[Math.toIntExact(points.getShape().get(0))];
        overChunks(points, centroids, scope, (rows, scores, from) -> {
            NDArray half =
                    rows.square().sum(new int[] {1}).mul(rows.getManager().create(0.5f));
            float[] chunk = half.sub(scores.max(new int[] {1})).toFloatArray();
            System.arraycopy(chunk, 0, distances, from, chunk.length);
        });
        return distances;
    }

    /** Takes some rows [m, E], the first of which is number {@code from}, and their scores [m, K]: the larger, the nearer. */
    private interface Chunk {
        void take(NDArray rows, NDArray scores, int from);
    }

    private void overChunks(NDArray points, NDArray centroids, NDManager parent, Chunk chunk) {
        int rows = Math.toIntExact(points.getShape().get(0));
        int size =
                Math.max(1, MOST_SCORES / Math.toIntExact(centroids.getShape().get(0)));
        try (NDManager outer = parent.newSubManager()) {
            NDArray centres = copy(centroids, outer);
            NDArray transposed = centres.transpose(); // [E, K]
            NDArray shift = centres.square().sum(new int[] {1}).mul(outer.create(0.5f)); // [K]
            for (int from = 0; from < rows; from += size) {
                try (NDManager scope = outer.newSubManager()) {
                    NDArray part = points.get(scope, new NDIndex().addSliceDim(from, Math.min(rows, from + size)));
                    NDArray products = part.matMul(transposed);
                    chunk.take(part, geometry == Geometry.SPHERICAL ? products : products.subi(shift), from);
                }
            }
        }
    }

    private static NDArray copy(NDArray tensor, NDManager scope) {
        NDArray copy = tensor.duplicate();
        copy.attach(scope);
        return copy;
    }
}
