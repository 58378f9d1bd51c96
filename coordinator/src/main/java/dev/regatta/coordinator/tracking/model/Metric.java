package dev.regatta.coordinator.tracking.model;

import java.util.Comparator;

/**
 * One point of a curve.
 *
 * @param value any double, NaN and the infinities included
 * @param timestampMs milliseconds since 1970
 * @param step any whole number, negative ones included
 */
public record Metric(String key, double value, long timestampMs, long step) {

    /** Along the curve: by step, then timestamp, then value, NaN before every number. The last one is the latest. */
    public static final Comparator<Metric> ALONG_CURVE = Comparator.comparingLong(Metric::step)
            .thenComparingLong(Metric::timestampMs)
            .thenComparing(metric -> !Double.isNaN(metric.value))
            .thenComparingDouble(Metric::value);
}
