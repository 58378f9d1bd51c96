package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Rows [N, D] that are clustered, in the heap and on the device; the tensor lives as long as the given scope. */
final class PointSet {
    /** Scores [rows, sets · K] that are in memory at a time. */
    private static final int MOST_SCORES = 1 << 23;

    private final LabelledFeatures rows;
    private final NDArray tensor;

    PointSet(LabelledFeatures rows, NDManager scope) {
        this.rows = rows;
        this.tensor = rows.tensor(scope);
    }

    int size() {
        return rows.size();
    }

    int dimension() {
        return rows.dimension();
    }

    /** Writes the nearest centroid of every row for each set of centroids [K, D]: that of the largest x·c − |c|²/2. */
    void assign(List<float[]> sets, List<int[]> assigned) {
        int centroids = sets.get(0).length / dimension();
        int chunk = Math.max(1, MOST_SCORES / (sets.size() * centroids));
        try (NDManager scope = tensor.getManager().newSubManager()) {
            NDArray centres = stacked(sets, scope); // [S·K, D]
            NDArray half = scope.create(0.5f);
            NDArray shift = centres.square().sum(new int[] {1}).mul(half); // [S·K]
            NDArray transposed = centres.transpose();
            for (int from = 0; from < size(); from += chunk) {
                int to = Math.min(size(), from + chunk);
                try (NDManager part = scope.newSubManager()) {
                    NDArray points = tensor.get(part, new NDIndex().addSliceDim(from, to)); // [M, D]
                    long[] nearest = points.matMul(transposed)
                            .subi(shift)
                            .reshape(to - from, sets.size(), centroids)
                            .argMax(2)
                            .toType(DataType.INT64, false)
                            .toLongArray(); // [M, S]
                    spread(nearest, assigned, from);
                }
            }
        }
    }

    /** Moves each centroid to the mean of its rows; one without rows stays. */
    void average(float[] centroids, int[] assigned) {
        int dimension = dimension();
        double[] sums = new double[centroids.length];
        int[] counts = new int[centroids.length / dimension];
        for (int row = 0; row < assigned.length; row++) {
            counts[assigned[row]]++;
            rows.addTo(row, sums, assigned[row] * dimension);
        }
        for (int i = 0; i < sums.length; i++) {
            int count = counts[i / dimension];
            centroids[i] = count == 0 ? centroids[i] : (float) (sums[i] / count);
        }
    }

    /** Sum of the rows' squared distances to their centroids. */
    double inertia(float[] centroids, int[] assigned) {
        double inertia = 0;
        for (int row = 0; row < assigned.length; row++) {
            inertia += rows.squaredDistance(row, centroids, assigned[row] * dimension());
        }
        return inertia;
    }

    void copy(int row, float[] target, int offset) {
        rows.copyTo(row, target, offset);
    }

    /** Lowers distances [N] to those to the point at {@code offset}, where they are smaller. */
    void shorten(double[] distances, float[] centroids, int offset) {
        for (int row = 0; row < distances.length; row++) {
            distances[row] = Math.min(distances[row], rows.squaredDistance(row, centroids, offset));
        }
    }

    private static void spread(long[] nearest, List<int[]> assigned, int from) {
        int sets = assigned.size();
        for (int i = 0; i < nearest.length; i++) {
            assigned.get(i % sets)[from + i / sets] = (int) nearest[i];
        }
    }

    private NDArray stacked(List<float[]> sets, NDManager scope) {
        int length = sets.get(0).length;
        float[] all = new float[sets.size() * length];
        for (int s = 0; s < sets.size(); s++) {
            System.arraycopy(sets.get(s), 0, all, s * length, length);
        }
        return scope.create(all, new Shape(all.length / dimension(), dimension()));
    }
}
