package dev.regatta.worker.train;

import dev.regatta.worker.eval.Contingency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the evaluation found.
 *
 * @param metrics as {@link dev.regatta.protocol.metric.Metrics} names them
 * @param confusion test samples by true class (rows) and by the linear probe's answer (columns); empty without labels
 * @param clusterSizes training samples in each cluster of the pooled features; empty where none were sought
 */
record EvaluationResult(Map<String, Double> metrics, Optional<Contingency> confusion, Optional<int[]> clusterSizes) {
    EvaluationResult {
        metrics = Map.copyOf(metrics);
    }

    /** This result with one more metric. */
    EvaluationResult with(String name, double value) {
        Map<String, Double> more = new HashMap<>(metrics);
        more.put(name, value);
        return new EvaluationResult(more, confusion, clusterSizes);
    }
}
