package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Sums and counts of the rows of every cluster, by products with their memberships. */
final class ClusterSums {
    private final NDArray sums; // [K, E]
    private final NDArray counts; // [K, 1]

    /** @param shape (K, E) */
    ClusterSums(NDManager scope, Shape shape) {
        sums = scope.zeros(shape);
        counts = scope.zeros(new Shape(shape.get(0), 1));
    }

    /** Adds rows [m, E] to their clusters [m], in the rows' scope. */
    void add(NDArray rows, NDArray clusters) {
        NDManager scope = rows.getManager();
        long size = clusters.size();
        NDArray members = scope.zeros(new Shape(size, sums.getShape().get(0)))
                .scatter(clusters.reshape(size, 1), scope.ones(new Shape(size, 1)), 1)
                .transpose(); // [K, m], one 1 a column
        sums.addi(members.matMul(rows));
        counts.addi(members.sum(new int[] {1}, true));
    }

    NDArray sums() {
        return sums;
    }

    NDArray counts() {
        return counts;
    }
}
