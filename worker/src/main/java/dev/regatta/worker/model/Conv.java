package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;

/** A bias-free convolution [B, in, …] → [B, out, …], initialized Kaiming-normal by its fan-out. */
final class Conv implements Layer {
    private final NDArray weight;
    private final Window window;
    private final int groups;

    Conv(Weights weights, String name, int in, int out, Window window) {
        this(weights, name, in, out, window, 1);
    }

    /** @param groups into which channels are divided, each seeing only its own; {@code in} for a depthwise one */
    Conv(Weights weights, String name, int in, int out, Window window, int groups) {
        double deviation = Math.sqrt(2.0 * groups / (out * window.area()));
        Shape shape = new Shape(out, in / groups).addAll(window.each(window.size()));
        this.weight = weights.parameter(name + ".weight", shape, Initializer.normal(deviation));
        this.window = window;
        this.groups = groups;
    }

    /** A convolution of pictures. */
    Conv(Weights weights, String name, int in, int out, int kernel, int stride, int padding) {
        this(weights, name, in, out, new Window(2, kernel, stride, padding));
    }

    /** A convolution with batch normalization. */
    static Layer normalized(Weights weights, String name, String norm, int in, int out, Window window) {
        return new Conv(weights, name, in, out, window).then(new Norm(weights, norm, out));
    }

    NDArray apply(NDArray x) {
        Shape stride = window.each(window.stride());
        Shape padding = window.each(window.padding());
        Shape dilation = window.each(1);
        return (window.rank() == 1
                        ? Conv1d.conv1d(x, weight, null, stride, padding, dilation, groups)
                        : Conv2d.conv2d(x, weight, null, stride, padding, dilation, groups))
                .singletonOrThrow();
    }

    @Override
    public NDArray apply(NDArray x, boolean training) {
        return apply(x);
    }
}
