package dev.regatta.protocol.event;

import java.util.Map;

/**
 * The attempt finished the trial, and everything was logged.
 *
 * @param metrics the evaluation's metrics
 * @param weightsSha256 hash of the final encoder, lower-case hex
 */
public record AttemptCompleted(FactHeader header, Map<String, Double> metrics, String weightsSha256)
        implements AttemptFact {
    public AttemptCompleted {
        metrics = Map.copyOf(metrics);
    }
}
