package dev.regatta.worker.train;

import dev.regatta.worker.data.Seeds;
import java.util.Arrays;

/** Which samples each step sees: a new order every epoch, decided by (seed, epoch); the last, smaller batch is dropped. */
final class EpochOrder {
    private final int samples;
    private final int batchSize;
    private final long seed;
    private int epoch = -1;
    private int[] order = new int[0];

    EpochOrder(int samples, int batchSize, long seed) {
        this.samples = samples;
        this.batchSize = batchSize;
        this.seed = seed;
    }

    int batches() {
        return samples / batchSize;
    }

    /** Samples an epoch visits: batches × batch size. */
    int visited() {
        return batches() * batchSize;
    }

    /** The samples of batch {@code cursor} of an epoch. */
    int[] batch(int ofEpoch, int cursor) {
        if (ofEpoch != epoch) {
            order = Seeds.permutation(samples, Seeds.random(seed, "shuffle", ofEpoch));
            epoch = ofEpoch;
        }
        return Arrays.copyOfRange(order, cursor * batchSize, (cursor + 1) * batchSize);
    }
}
