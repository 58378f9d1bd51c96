package dev.regatta.worker.attempt;

import java.util.List;
import java.util.Map;

/** How an attempt ended; the type decides whether the trial is tried again. */
public sealed interface AttemptOutcome {

    /**
     * The trial is complete.
     *
     * @param metrics the evaluation's metrics
     * @param weightsSha256 hash of the encoder's weights and buffers, lower-case hex
     * @param artifacts files that go with the result; each execution of the same trial makes the same ones
     */
    record Completed(Map<String, Double> metrics, String weightsSha256, List<Artifact> artifacts)
            implements AttemptOutcome {
        public Completed {
            artifacts = List.copyOf(artifacts);
        }
    }

    /** The run was asked to stop; its last checkpoint holds all it did. */
    record Yielded() implements AttemptOutcome {}

    /** The loss became NaN or infinite: the same settings would do so again. */
    record Diverged(long step, double loss) implements AttemptOutcome {}

    /** The settings or the data cannot be used: no other worker would fare better. */
    record Invalid(String message) implements AttemptOutcome {}
}
