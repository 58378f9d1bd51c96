package dev.regatta.worker.loss;

import java.util.Locale;

/** How a loss is taken over a batch. */
public enum Reduction {
    MEAN,
    SUM,
    /** Of each sample the Euclidean norm, summed over the batch. */
    NORM;

    /** @param id {@code mean}, {@code sum} or {@code norm} */
    public static Reduction of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
