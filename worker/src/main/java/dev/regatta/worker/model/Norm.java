package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;

/**
 * Batch normalization over dimension 1. In training it uses the batch's statistics and moves the running ones by a
 * tenth; otherwise it uses the running ones.
 */
final class Norm implements Layer {
    private static final float KEPT = 0.9f;
    private static final float EPSILON = 1e-5f;

    private final NDArray weight;
    private final NDArray bias;
    private final NDArray mean;
    private final NDArray variance;

    Norm(Weights weights, String name, int channels) {
        Shape shape = new Shape(channels);
        this.weight = weights.parameter(name + ".weight", shape, Initializer.constant(1));
        this.bias = weights.parameter(name + ".bias", shape, Initializer.constant(0));
        this.mean = weights.buffer(name + ".running_mean", shape, Initializer.constant(0));
        this.variance = weights.buffer(name + ".running_var", shape, Initializer.constant(1));
    }

    @Override
    public NDArray apply(NDArray x, boolean training) {
        return BatchNorm.batchNorm(x, mean, variance, weight, bias, 1, KEPT, EPSILON, training)
                .singletonOrThrow();
    }
}
