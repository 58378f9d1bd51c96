package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** A function on a batch, [B, C, …] → [B, C′, …]. */
@FunctionalInterface
interface Layer {

    /** @param training whether batch normalization uses, and moves, the batch's statistics */
    NDArray apply(NDArray x, boolean training);

    /** This layer, then {@code next}. */
    default Layer then(Layer next) {
        return (x, training) -> next.apply(apply(x, training), training);
    }

    /** This layer, then max(0, ·). */
    default Layer relu() {
        return (x, training) -> Activation.relu(apply(x, training));
    }

    /** ReLU of this layer's result plus the shortcut's. */
    default Layer beside(Layer shortcut) {
        return (x, training) -> Activation.relu(apply(x, training).add(shortcut.apply(x, training)));
    }
}
