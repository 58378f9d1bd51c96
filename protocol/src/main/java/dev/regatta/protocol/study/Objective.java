package dev.regatta.protocol.study;

/**
 * What a study optimizes.
 *
 * @param metric a metric of the trial's evaluation
 */
public record Objective(String metric, Direction direction) {

    /** Whether larger or smaller values are better. */
    public enum Direction {
        MAXIMIZE,
        MINIMIZE
    }

    /** True if {@code a} is better than {@code b}; NaN is never better. */
    public boolean better(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Double.isNaN(b) && !Double.isNaN(a);
        }
        return direction == Direction.MAXIMIZE ? a > b : a < b;
    }
}
