package dev.regatta.coordinator.search.tpe;

import dev.regatta.coordinator.search.CategoricalDimension;
import dev.regatta.coordinator.search.Dimension;
import dev.regatta.coordinator.search.Ranked;
import dev.regatta.coordinator.search.math.Cholesky;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What loss to expect of a point, in a block of parameters: kernel ridge regression on the best trials (Rasmussen &amp; Williams
 * 2006, section 2.2: the mean of a Gaussian process), with the length scale and the ridge that predict each trial best from the
 * others (leave one out, equation 5.12).
 */
final class LocalRegression {

    /** Most trials that it looks at. */
    static final int MOST = 32;

    /** The least share of the variance that must be predicted of trials left out. */
    private static final double LEAST_EXPLAINED = 0.3;

    /** Length scales that are tried, in widths of the trials; see {@link #widths}. */
    private static final double[] SCALES = {1, 2, 4};

    /** Ridges that are tried, as shares of the variance: the last one takes most differences for noise. */
    private static final double[] RIDGES = {1e-6, 1e-3, 1e-1, 1};

    private final double[][] points;
    private final double[] widths;
    private final double[] weights;
    private final double scale;

    private LocalRegression(double[][] points, double[] widths, double[] weights, double scale) {
        this.points = points;
        this.widths = widths;
        this.weights = weights;
        this.scale = scale;
    }

    /**
     * Empty if the trials are too few or say too little.
     *
     * @param best the best first; infeasible ones are left out
     */
    static Optional<LocalRegression> of(List<Dimension> block, List<Ranked> best) {
        List<double[]> points = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        for (Ranked ranked : best) {
            Optional<double[]> point = Coordinates.of(block, ranked.trial().parameters());
            boolean isComparable = ranked.violation() == 0 && Double.isFinite(ranked.loss());
            if (point.isPresent() && isComparable && points.size() < MOST) {
                points.add(point.get());
                losses.add(ranked.loss());
            }
        }
        double[] standard = standardized(losses);
        if (points.size() < 2 * block.size() + 2 || standard.length == 0) {
            return Optional.empty();
        }
        return fitted(points.toArray(double[][]::new), widths(block, points), standard);
    }

    /** With a mean of 0 and a variance of 1; empty if all are equal. */
    private static double[] standardized(List<Double> losses) {
        double[] standard = new double[losses.size()];
        double mean = losses.stream().reduce(0.0, Double::sum) / Math.max(1, standard.length);
        double variance = 0;
        for (int i = 0; i < standard.length; i++) {
            standard[i] = losses.get(i) - mean;
            variance += standard[i] * standard[i] / standard.length;
        }
        if (!(variance > 0) || !Double.isFinite(variance)) {
            return new double[0];
        }
        double deviation = Math.sqrt(variance);
        for (int i = 0; i < standard.length; i++) {
            standard[i] /= deviation;
        }
        return standard;
    }

    /** How far the trials lie apart in each number, wider in many dimensions; not a number for a category. */
    private static double[] widths(List<Dimension> block, List<double[]> points) {
        int n = points.size();
        double[] widths = new double[block.size()];
        for (int d = 0; d < widths.length; d++) {
            double mean = 0;
            for (double[] point : points) {
                mean += point[d] / n;
            }
            double variance = 0;
            for (double[] point : points) {
                variance += (point[d] - mean) * (point[d] - mean) / n;
            }
            boolean isCategory = block.get(d) instanceof CategoricalDimension;
            widths[d] = isCategory ? Double.NaN : Math.max(1e-4, Math.sqrt(variance)) * Math.sqrt(block.size()) / 2;
        }
        return widths;
    }

    private static Optional<LocalRegression> fitted(double[][] points, double[] widths, double[] losses) {
        Optional<LocalRegression> fitted = Optional.empty();
        double least = 1 - LEAST_EXPLAINED;
        int n = points.length;
        for (double scale : SCALES) {
            double[][] kernel = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    kernel[i][j] = kernel(points[i], points[j], widths, scale);
                }
            }
            for (double ridge : RIDGES) {
                for (int i = 0; i < n; i++) {
                    kernel[i][i] = 1 + ridge;
                }
                double[][] inverse = Cholesky.of(kernel).inverse();
                double[] weights = times(inverse, losses);
                double error = leftOutError(inverse, weights);
                if (error < least) {
                    least = error;
                    fitted = Optional.of(new LocalRegression(points, widths, weights, scale));
                }
            }
        }
        return fitted;
    }

    /** Of a symmetric matrix, whose lower triangle is read. */
    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            for (int j = 0; j <= i; j++) {
                product[i] += matrix[i][j] * vector[j];
                if (j < i) {
                    product[j] += matrix[i][j] * vector[i];
                }
            }
        }
        return product;
    }

    /** The mean square of what each trial's loss differs by from that predicted without it. */
    private static double leftOutError(double[][] inverse, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double error = weights[i] / inverse[i][i];
            sum += error * error;
        }
        return sum / weights.length;
    }

    /** A different category counts as a distance of one length scale. */
    private static double kernel(double[] a, double[] b, double[] widths, double scale) {
        double squares = 0;
        for (int d = 0; d < a.length; d++) {
            if (Double.isNaN(widths[d])) {
                squares += a[d] == b[d] ? 0 : 1;
            } else {
                double distance = (a[d] - b[d]) / (widths[d] * scale);
                squares += distance * distance;
            }
        }
        return StrictMath.exp(-0.5 * squares);
    }

    /** The loss expected of a point, given by its coordinates, in units that only allow to compare. */
    double expected(double[] point) {
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += weights[i] * kernel(point, points[i], widths, scale);
        }
        return sum;
    }
}
