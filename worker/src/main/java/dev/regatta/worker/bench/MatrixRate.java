package dev.regatta.worker.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** The rate at which this machine multiplies matrices, to hold other figures of the same run against. */
final class MatrixRate {
    private static final int SIDE = 1024;
    private static final int PRODUCTS = 10;

    private MatrixRate() {}

    /** GFLOP/s of a product of two square matrices in single precision, by the fastest of several. */
    static double gigaflops(NDManager parent) {
        try (NDManager scope = parent.newSubManager()) {
            NDArray matrix = scope.randomUniform(-1, 1, new Shape(SIDE, SIDE));
            double fastest = Timing.fastest(PRODUCTS, () -> product(matrix));
            return 2.0 * SIDE * SIDE * SIDE / fastest / 1e9;
        }
    }

    static void product(NDArray matrix) {
        try (NDArray result = matrix.matMul(matrix)) {
            result.getFloat(0, 0); // waits for a device that computes by itself
        }
    }
}
