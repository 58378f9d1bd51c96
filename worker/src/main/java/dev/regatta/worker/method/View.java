package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import dev.regatta.worker.data.Batch;
import dev.regatta.worker.loss.CrossEntropy;
import dev.regatta.worker.model.Scaling;

/**
 * The samples of a step as the network sees them, and what it is to predict for them.
 *
 * @param samples [B, …], clean or corrupted
 * @param indices the samples' numbers, [B]
 * @param partners numbers of the samples that were mixed in, [B]; the samples themselves where none were
 * @param share how much of a sample is its own, from 0 to 1
 */
record View(NDArray samples, int[] indices, int[] partners, double share) {

    static View clean(Batch batch) {
        return new View(batch.samples(), batch.indices(), batch.indices(), 1);
    }

    /** Cross-entropy of logits [B, K] against the samples' clusters, mixed as the samples are. */
    NDArray loss(NDArray logits, Assignments assignments) {
        NDArray own = CrossEntropy.mean(logits, assignments.of(indices));
        if (share == 1) {
            return own;
        }
        NDArray mixed = CrossEntropy.mean(logits, assignments.of(partners));
        return Scaling.times(own, share).add(Scaling.times(mixed, 1 - share));
    }
}
