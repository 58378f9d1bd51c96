package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.regatta.worker.data.Seeds;
import java.util.Arrays;
import java.util.Random;

/** Rows that k-means begins with. */
final class InitialCentroids {
    private InitialCentroids() {}

    /** K distinct rows of {@code points} [M, E], as [K, E] in {@code scope}. */
    static NDArray random(NDArray points, int k, Random random, NDManager scope) {
        int rows = Math.toIntExact(points.getShape().get(0));
        return rows(points, Arrays.copyOf(Seeds.permutation(rows, random), k), scope);
    }

    /** k-means++: each further row is drawn with its squared distance to the nearest so far as weight. */
    static NDArray farApart(NDArray points, int k, Random random, NDManager scope) {
        int rows = Math.toIntExact(points.getShape().get(0));
        int[] chosen = new int[k];
        double[] distances = new double[rows];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        try (NDManager own = scope.newSubManager()) {
            NDArray squares = moved(points.square(), own).sum(new int[] {1}); // [M]
            for (int i = 0; i < k; i++) {
                chosen[i] = i == 0 ? random.nextInt(rows) : drawn(distances, random);
                shorten(distances, points, squares, chosen[i], own);
            }
        }
        return rows(points, chosen, scope);
    }

    private static void shorten(double[] distances, NDArray points, NDArray squares, int row, NDManager own) {
        try (NDManager scope = own.newSubManager()) {
            NDArray centre = points.get(scope, new NDIndex().addSliceDim(row, row + 1)); // [1, E]
            float[] products = centre.matMul(moved(points.transpose(), scope)).toFloatArray(); // [1, M]
            float[] lengths = squares.toFloatArray();
            for (int i = 0; i < distances.length; i++) {
                double distance = Math.max(0, (double) lengths[i] + lengths[row] - 2.0 * products[i]);
                distances[i] = i == row ? 0 : Math.min(distances[i], distance);
            }
        }
    }

    /** An index with probability in proportion to its weight; any if all are 0. */
    private static int drawn(double[] weights, Random random) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return random.nextInt(weights.length);
    }

    private static NDArray rows(NDArray points, int[] indices, NDManager scope) {
        long[] slots = Arrays.stream(indices).asLongStream().toArray();
        return points.get(scope, new NDIndex("{}", scope.create(slots)));
    }

    /** Moves a result that belongs to the points' manager into the scope. */
    private static NDArray moved(NDArray tensor, NDManager scope) {
        tensor.attach(scope);
        return tensor;
    }
}
