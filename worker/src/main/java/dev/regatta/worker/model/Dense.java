package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;

/** A linear layer [B, in] → [B, out] with bias, initialized uniformly within 1/√in, as PyTorch does. */
final class Dense {
    private final NDArray weight;
    private final NDArray bias;

    Dense(Weights weights, String name, int in, int out) {
        Initializer uniform = Initializer.uniform(1 / Math.sqrt(in));
        this.weight = weights.parameter(name + ".weight", new Shape(out, in), uniform);
        this.bias = weights.parameter(name + ".bias", new Shape(out), uniform);
    }

    NDArray apply(NDArray x) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }
}
