package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * Multiplication by a number, safe where gradients are recorded. {@code NDArray.mul(Number)} makes a tensor that borrows
 * a Java buffer and drops it at once, while the recorded graph still needs it for the backward pass: once the buffer is
 * collected, gradients are wrong. Here the number lives as long as the tensor it multiplies, and has its type.
 */
public final class Scaling {
    private Scaling() {}

    /** {@code x · factor}, of x's shape and type. */
    public static NDArray times(NDArray x, double factor) {
        return x.mul(number(x, factor));
    }

    /** A scalar tensor that lives as long as {@code like}, of its type and on its device. */
    public static NDArray number(NDArray like, double value) {
        NDManager scope = like.getManager();
        return like.getDataType() == DataType.FLOAT64 ? scope.create(value) : scope.create((float) value);
    }
}
