package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What turns samples into features, in {@value #STAGES} stages: [B, …] → [B, D]. Shallow branches can be hung after each
 * stage but the last. Its parameters belong to the {@link Weights} it was built on; used by the thread that runs these.
 */
public interface Encoder {
    int STAGES = 4;

    /**
     * Runs the encoder.
     *
     * @param x [B, …], of the sample shape the encoder was built for
     * @param training whether batch normalization uses, and moves, the batch's statistics
     */
    Features apply(NDArray x, boolean training);

    /** Channels that stage {@code stage} (from 0) puts out. */
    int channels(int stage);

    /** Length D of the pooled features. */
    default int featureSize() {
        return channels(STAGES - 1);
    }

    /** A new branch after stage {@code stage} (from 0), which is not the last; its tensors' names begin with {@code name}. */
    Branch branch(Weights weights, String name, int stage);

    /**
     * What the encoder says of a batch.
     *
     * @param shallow the maps of all stages but the last, [B, channels(i), …]
     * @param deepest the last stage's map, [B, D, …]
     * @param pooled the deepest map averaged over space, [B, D]
     */
    record Features(List<NDArray> shallow, NDArray deepest, NDArray pooled) {}
}
