package dev.regatta.coordinator.report;

import java.util.List;

/**
 * Values of repeated trials.
 *
 * @param mean NaN without values
 * @param deviation sample standard deviation, with n − 1 in the denominator; NaN with fewer than two values
 * @param n number of values
 */
public record Statistic(double mean, double deviation, int n) {

    static Statistic of(List<Double> values) {
        int n = values.size();
        double mean = values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return new Statistic(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1)), n);
    }
}
