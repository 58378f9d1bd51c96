package dev.regatta.worker.method;

import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.loss.CrossEntropy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Clusters of all N samples in two successive epochs; {@link CrossEntropy#IGNORED} where a sample has none.
 *
 * @param clusters K
 * @param current the epoch in progress, [N]
 * @param previous the one before, [N]; all without a cluster in the first epoch
 */
public record Assignments(int clusters, int[] current, int[] previous) {

    static Assignments none(int samples, int clusters) {
        int[] none = new int[samples];
        Arrays.fill(none, CrossEntropy.IGNORED);
        return new Assignments(clusters, none, none);
    }

    /** Moves on by one epoch: slot s of the bank holds sample {@code indices[s]} in cluster {@code ofSlots[s]}. */
    Assignments next(int[] indices, int[] ofSlots) {
        int[] scattered = new int[current.length];
        Arrays.fill(scattered, CrossEntropy.IGNORED);
        for (int slot = 0; slot < indices.length; slot++) {
            scattered[indices[slot]] = ofSlots[slot];
        }
        return new Assignments(clusters, scattered, current);
    }

    /** The clusters of some samples. */
    int[] of(int[] indices) {
        return IntStream.of(indices).map(index -> current[index]).toArray();
    }

    Map<String, HostTensor> state() {
        return state("assignments");
    }

    Map<String, HostTensor> state(String prefix) {
        Map<String, HostTensor> state = new LinkedHashMap<>();
        state.put(prefix + ".current", HostTensor.of(current, current.length));
        state.put(prefix + ".previous", HostTensor.of(previous, previous.length));
        return state;
    }

    /** These as a checkpoint has them. */
    Assignments restored(TensorFile file) {
        return restored(file, "assignments");
    }

    Assignments restored(TensorFile file, String prefix) {
        return new Assignments(
                clusters,
                file.tensor(prefix + ".current").ints(),
                file.tensor(prefix + ".previous").ints());
    }
}
