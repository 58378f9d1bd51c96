package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Batch;
import java.util.Map;
import java.util.Set;

/** What the training loop asks of a method that learns without labels. Holds state; used by one thread. */
public interface PretrainingMethod {

    /** Takes in one batch before the first epoch, in its order and without gradients. */
    void prepare(Batch batch, int cursor);

    /** Begins an epoch: what is derived once an epoch, such as pseudo-labels, is derived here. */
    void beginEpoch(int epoch);

    /** The loss of one step, a scalar with gradients; {@code cursor} is the batch's number within the epoch. */
    NDArray loss(Batch batch, int cursor);

    /** Names of the parameters that stay as they are at {@code step}. */
    Set<String> frozen(long step);

    /** The state beyond the weights, by name. */
    Map<String, HostTensor> state();

    /** Goes on from a file that holds what {@link #state()} gave. */
    void restore(TensorFile file);

    /** Pseudo-labels of this and the previous epoch. */
    Assignments assignments();

    /** What is remembered of the training samples' embeddings. */
    MemoryBank bank();

    /** The prototypes of the first head, [K, E]. */
    HostTensor prototypes();
}
