package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;

/** A linear layer whose rows are scaled to unit length: [B, D] → [B, E]. */
public final class LinearHead {
    private final Dense linear;

    public LinearHead(Weights weights, String name, int in, int out) {
        this.linear = new Dense(weights, name, in, out);
    }

    public NDArray apply(NDArray features) {
        return linear.apply(features).normalize(2, 1);
    }
}
