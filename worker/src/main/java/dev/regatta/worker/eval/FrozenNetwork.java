package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/** What every evaluation reads: a network that no longer changes, batch normalization in evaluation mode. */
@FunctionalInterface
public interface FrozenNetwork {

    /**
     * Runs the network.
     *
     * @param samples normalized samples [B, …], in whose scope the result lives
     */
    Output apply(NDArray samples);

    /**
     * A batch's features.
     *
     * @param pooled the encoder's pooled features, [B, D]
     * @param embedding what the method trains on, [B, E]; empty where nothing was trained
     */
    record Output(NDArray pooled, Optional<NDArray> embedding) {}
}
