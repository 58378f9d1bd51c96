package dev.regatta.protocol.metric;

import java.util.Locale;

/** The samples by which something is judged. */
public enum Split {
    TRAIN("the training split"),
    /** Training samples whose labels are held out: what hyperparameters may be chosen by. */
    VALIDATION("the held-out part of the training split"),
    /** Read once, at a trial's end. */
    TEST("the test split");

    private final String words;

    Split(String words) {
        this.words = words;
    }

    /** As it begins a metric's name. */
    String prefix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    String words() {
        return words;
    }
}
