package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Records the calling thread's operations until closed, so that one backward pass can be made. */
public final class Gradients implements AutoCloseable {

    public Gradients() {
        JniUtils.setGradMode(true);
    }

    /** Adds the scalar's derivative to the gradient of every parameter it depends on. */
    public void backward(NDArray scalar) {
        backward(scalar, scalar.getManager().ones(scalar.getShape(), scalar.getDataType()));
    }

    /** The same for the sum of {@code result}'s values, each multiplied by {@code slope}'s. */
    public void backward(NDArray result, NDArray slope) {
        JniUtils.backward((PtNDArray) result, (PtNDArray) slope, false, false);
    }

    @Override
    public void close() {
        JniUtils.setGradMode(false);
    }
}
