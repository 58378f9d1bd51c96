package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;

/** Averages over space. */
final class Pooling {
    private Pooling() {}

    /** [B, C, H, W] → [B, C]. */
    static NDArray global(NDArray x) {
        return x.reshape(x.getShape().get(0), x.getShape().get(1), -1).mean(new int[] {2});
    }
}
