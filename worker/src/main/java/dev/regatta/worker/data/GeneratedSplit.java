package dev.regatta.worker.data;

import java.util.Optional;

/** The splits of the generated data sets and their full sizes. */
enum GeneratedSplit {
    TRAIN(50_000),
    TEST(10_000);

    private final int size;

    GeneratedSplit(int size) {
        this.size = size;
    }

    /** How many samples a study's limit leaves. */
    int count(Optional<Integer> limit) {
        return Math.min(limit.orElse(size), size);
    }
}
