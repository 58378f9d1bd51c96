package dev.regatta.worker.train;

import dev.regatta.worker.data.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How samples are cut into batches, and in which order: a new one every epoch, decided by (seed, epoch). The last, smaller
 * batch is dropped, or kept if it has the two samples that batch normalization needs. Immutable.
 */
record EpochOrder(int samples, int batchSize, boolean dropLast, long seed) {

    int batches() {
        int left = samples % batchSize;
        return samples / batchSize + (dropLast || left < 2 ? 0 : 1);
    }

    /** Samples an epoch visits, M. */
    int visited() {
        return Math.min(samples, batches() * batchSize);
    }

    /** The samples an epoch visits, in its order, [M]. */
    int[] of(int epoch) {
        return Arrays.copyOf(Seeds.permutation(samples, Seeds.random(seed, "shuffle", epoch)), visited());
    }

    /** Batch {@code cursor} of an order. */
    int[] batch(int[] order, int cursor) {
        return Arrays.copyOfRange(order, cursor * batchSize, Math.min(order.length, (cursor + 1) * batchSize));
    }

    /** All samples in the data set's order, [N]. */
    int[] all() {
        return IntStream.range(0, samples).toArray();
    }
}
