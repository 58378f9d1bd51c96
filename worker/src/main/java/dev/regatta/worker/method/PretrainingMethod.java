package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Batch;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the training loop asks of a method that learns without labels. Holds state; used by one thread. */
public interface PretrainingMethod {

    /** Which samples run through the network, without gradients, before an epoch. */
    enum Pass {
        NONE,
        /** Those the epoch will visit, in its order and its batches. */
        EPOCH,
        /** All of them, in the data set's order; the last batch may be smaller. */
        ALL
    }

    /** The pass that comes before an epoch. */
    default Pass passBefore(int epoch) {
        return epoch == 0 ? Pass.EPOCH : Pass.NONE;
    }

    /** Takes in one batch of a pass; {@code cursor} is its number. */
    void prepare(Batch batch, int cursor);

    /** Begins an epoch: what is derived once an epoch, such as pseudo-labels, is derived here. */
    void beginEpoch(int epoch);

    /** Names of the parameters that {@link #beginEpoch} gave new values that have no past: their momentum is forgotten. */
    default Set<String> renewed() {
        return Set.of();
    }

    /** The samples an epoch visits, in order, where the method chooses them; may be asked at any time in the epoch. */
    default Optional<int[]> samples(int epoch) {
        return Optional.empty();
    }

    /** The loss of one step, a scalar with gradients; {@code cursor} is the batch's number within the epoch. */
    NDArray loss(Batch batch, int cursor);

    /** Called after the optimizer's step, while the tensors of {@link #loss} still live; without gradients. */
    default void afterStep(Batch batch) {}

    /** What the frozen network's pooled features [B, D] become in the space that is trained in, [B, E]; empty: there is none. */
    Optional<NDArray> embed(NDArray pooled);

    /** Names of the parameters that stay as they are at {@code step}. */
    Set<String> frozen(long step);

    /** The state beyond the weights, by name. */
    Map<String, HostTensor> state();

    /** Goes on from a file that holds what {@link #state()} gave. */
    void restore(TensorFile file);

    /** Pseudo-labels of this and the previous epoch; empty for a method that assigns none. */
    Optional<Assignments> assignments();

    /** What is remembered of the training samples' embeddings; empty for a method that remembers nothing. */
    Optional<MemoryBank> bank();

    /** The prototypes of the first head, [K, E]; empty for a method that has none. */
    Optional<HostTensor> prototypes();
}
