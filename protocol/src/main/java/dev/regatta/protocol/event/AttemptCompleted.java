package dev.regatta.protocol.event;

import java.util.Map;

/**
 * The attempt finished the trial, and everything was logged.
 *
 * @param metrics the evaluation's metrics
 * @param weightsSha256 hash of the final encoder, lower-case hex; {@link #NO_WEIGHTS} where none was trained
 */
public record AttemptCompleted(FactHeader header, Map<String, Double> metrics, String weightsSha256)
        implements AttemptFact {

    /** There is no encoder of ours: the trial was carried out by a program of the study's own. */
    public static final String NO_WEIGHTS = "";

    public AttemptCompleted {
        metrics = Map.copyOf(metrics);
    }
}
