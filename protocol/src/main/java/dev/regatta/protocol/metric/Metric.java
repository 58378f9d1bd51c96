package dev.regatta.protocol.metric;

/**
 * Something a trial measures.
 *
 * @param name snake case, as it is logged
 * @param description one line for people; shares and accuracies run from 0 to 1
 */
public record Metric(String name, When when, Better better, String description) {

    /** When it becomes known. */
    public enum When {
        /** After every epoch that trains something. */
        EPOCH,
        /** Once, from the frozen network. */
        END
    }

    /** Which of two values is the better one. */
    public enum Better {
        HIGHER,
        LOWER,
        /** It tells how a run fares, but is nothing to aim at. */
        NEITHER
    }
}
