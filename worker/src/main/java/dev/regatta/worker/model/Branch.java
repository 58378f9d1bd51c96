package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;

/** A shallow exit: brings a stage's map to the size of the deepest one, {@link Encoder#branch} makes it. */
@FunctionalInterface
public interface Branch {

    /** @param map what the stage put out, [B, C, …] */
    Exit apply(NDArray map, boolean training);

    /**
     * What a branch says of a batch.
     *
     * @param map [B, D, …], where the sample's size allows of the deepest map's size
     * @param pooled the map averaged over space, [B, D]
     */
    record Exit(NDArray map, NDArray pooled) {}
}
