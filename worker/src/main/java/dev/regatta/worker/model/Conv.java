package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/** A bias-free convolution [B, in, H, W] → [B, out, H′, W′], initialized Kaiming-normal by its fan-out. */
final class Conv {
    private final NDArray weight;
    private final Shape stride;
    private final Shape padding;

    Conv(Weights weights, String name, int in, int out, int kernel, int stride, int padding) {
        double deviation = Math.sqrt(2.0 / (out * kernel * kernel));
        this.weight =
                weights.parameter(name + ".weight", new Shape(out, in, kernel, kernel), Initializer.normal(deviation));
        this.stride = new Shape(stride, stride);
        this.padding = new Shape(padding, padding);
    }

    NDArray apply(NDArray x) {
        return Conv2d.conv2d(x, weight, null, stride, padding).singletonOrThrow();
    }
}
