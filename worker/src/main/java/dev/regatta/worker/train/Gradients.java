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
        NDArray one = scalar.getManager().ones(scalar.getShape(), scalar.getDataType());
        JniUtils.backward((PtNDArray) scalar, (PtNDArray) one, false, false);
    }

    @Override
    public void close() {
        JniUtils.setGradMode(false);
    }
}
