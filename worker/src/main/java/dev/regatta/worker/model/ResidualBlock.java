package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** ResNet's basic block: two 3×3 convolutions beside a shortcut, [B, in, H, W] → [B, out, H/stride, W/stride]. */
final class ResidualBlock {
    private final Conv first;
    private final Norm firstNorm;
    private final Conv second;
    private final Norm secondNorm;
    private final Shortcut shortcut;

    /** What is added to the block's result. */
    private interface Shortcut {
        NDArray apply(NDArray x, boolean training);
    }

    ResidualBlock(Weights weights, String name, int in, int out, int stride) {
        this.first = new Conv(weights, name + ".conv1", in, out, 3, stride, 1);
        this.firstNorm = new Norm(weights, name + ".bn1", out);
        this.second = new Conv(weights, name + ".conv2", out, out, 3, 1, 1);
        this.secondNorm = new Norm(weights, name + ".bn2", out);
        this.shortcut = stride == 1 && in == out ? (x, training) -> x : projection(weights, name, in, out, stride);
    }

    NDArray apply(NDArray x, boolean training) {
        NDArray hidden = Activation.relu(firstNorm.apply(first.apply(x), training));
        NDArray result = secondNorm.apply(second.apply(hidden), training);
        return Activation.relu(result.add(shortcut.apply(x, training)));
    }

    private static Shortcut projection(Weights weights, String name, int in, int out, int stride) {
        Conv conv = new Conv(weights, name + ".shortcut", in, out, 1, stride, 0);
        Norm norm = new Norm(weights, name + ".shortcut_bn", out);
        return (x, training) -> norm.apply(conv.apply(x), training);
    }
}
