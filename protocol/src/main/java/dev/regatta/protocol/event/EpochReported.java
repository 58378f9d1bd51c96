package dev.regatta.protocol.event;

import java.util.Map;

/**
 * The metrics of an epoch, its checkpoint being safe.
 *
 * @param epoch epochs completed, ≥ 1
 * @param step optimizer steps completed, over all attempts
 */
public record EpochReported(FactHeader header, int epoch, long step, Map<String, Double> metrics)
        implements AttemptFact {
    public EpochReported {
        metrics = Map.copyOf(metrics);
    }
}
