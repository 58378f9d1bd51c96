package dev.regatta.worker.loss;

import java.util.Locale;

/** How a loss is taken over a batch. */
public enum Reduction {
    MEAN,
    SUM;

    /** @param id {@code mean} or {@code sum} */
    public static Reduction of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
