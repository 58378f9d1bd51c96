package dev.regatta.worker.method;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.model.Encoder;
import dev.regatta.worker.model.Weights;

/**
 * What a method is made of.
 *
 * @param values its hyperparameters
 * @param encoder what it trains
 * @param weights where its own tensors go
 * @param manager the run's; owns what the method keeps from step to step
 * @param samples number N of training samples
 * @param slots number M of samples an epoch visits
 * @param seed seed of every random choice
 */
public record MethodParts(
        Values values, Encoder encoder, Weights weights, NDManager manager, int samples, int slots, long seed) {}
