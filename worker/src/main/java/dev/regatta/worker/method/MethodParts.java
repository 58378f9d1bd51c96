package dev.regatta.worker.method;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.model.Encoder;
import dev.regatta.worker.model.Weights;
import java.util.function.Function;

/**
 * What a method is made of.
 *
 * @param values its hyperparameters
 * @param encoder what it trains
 * @param encoders makes further encoders of the same form, on weights of their own
 * @param weights where its own tensors go
 * @param manager the run's; owns what the method keeps from step to step
 * @param samples number N of training samples
 * @param slots number M of samples an epoch visits
 * @param seed seed of every random choice
 */
public record MethodParts(
        Values values,
        Encoder encoder,
        Function<Weights, Encoder> encoders,
        Weights weights,
        NDManager manager,
        int samples,
        int slots,
        long seed) {

    /** @throws UnsuitableDataException if there are fewer samples an epoch than clusters */
    void checkClusters(int clusters) {
        if (clusters > slots) {
            throw new UnsuitableDataException(
                    "clusters is " + clusters + ", must be ≤ the number of samples an epoch visits, which is " + slots);
        }
    }
}
