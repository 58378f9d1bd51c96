package dev.regatta.worker.method;

import dev.regatta.worker.loss.CrossEntropy;
import java.util.Arrays;

/**
 * Clusters of all N samples in two successive epochs; {@link CrossEntropy#IGNORED} where a sample has none.
 *
 * @param current the epoch in progress, [N]
 * @param previous the one before, [N]; all without a cluster in the first epoch
 */
public record Assignments(int[] current, int[] previous) {

    static Assignments none(int samples) {
        int[] none = new int[samples];
        Arrays.fill(none, CrossEntropy.IGNORED);
        return new Assignments(none, none);
    }

    /** Moves on by one epoch: slot s of the bank holds sample {@code indices[s]} in cluster {@code clusters[s]}. */
    Assignments next(int[] indices, int[] clusters) {
        int[] scattered = new int[current.length];
        Arrays.fill(scattered, CrossEntropy.IGNORED);
        for (int slot = 0; slot < indices.length; slot++) {
            scattered[indices[slot]] = clusters[slot];
        }
        return new Assignments(scattered, current);
    }
}
