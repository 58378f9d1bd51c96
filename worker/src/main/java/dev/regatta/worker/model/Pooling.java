package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;

/** Averages over space. */
final class Pooling {
    private Pooling() {}

    /** [B, C, …] → [B, C]. */
    static NDArray global(NDArray x) {
        return x.getShape().dimension() == 2
                ? x
                : x.reshape(x.getShape().get(0), x.getShape().get(1), -1).mean(new int[] {2});
    }
}
