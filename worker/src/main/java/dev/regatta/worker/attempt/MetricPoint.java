package dev.regatta.worker.attempt;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One value of a metric as it is logged. Equal points are one point to a tracking server, so that a point may be logged
 * again.
 *
 * @param timestampMillis since the epoch, when it was measured; kept over resumes
 * @param step optimizer steps completed, over all attempts
 */
public record MetricPoint(String key, double value, long timestampMillis, long step) {

    /** A snapshot's metrics as points, by name. */
    static List<MetricPoint> of(Map<String, Double> metrics, long step, Instant at) {
        return metrics.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(metric -> new MetricPoint(metric.getKey(), metric.getValue(), at.toEpochMilli(), step))
                .toList();
    }
}
