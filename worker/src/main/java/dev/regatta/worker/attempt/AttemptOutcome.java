package dev.regatta.worker.attempt;

import java.util.Map;

/** How an attempt ended; the type decides whether the trial is tried again. */
public sealed interface AttemptOutcome {

    /**
     * The trial is complete.
     *
     * @param metrics the evaluation's metrics
     * @param weightsSha256 hash of the encoder's weights and buffers, lower-case hex
     */
    record Completed(Map<String, Double> metrics, String weightsSha256) implements AttemptOutcome {}

    /** The run was asked to stop; its last checkpoint holds all it did. */
    record Yielded() implements AttemptOutcome {}

    /** The loss became NaN or infinite: the same settings would do so again. */
    record Diverged(long step, double loss) implements AttemptOutcome {}

    /** The settings or the data cannot be used: no other worker would fare better. */
    record Invalid(String message) implements AttemptOutcome {}
}
