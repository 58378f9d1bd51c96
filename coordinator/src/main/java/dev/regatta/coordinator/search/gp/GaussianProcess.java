package dev.regatta.coordinator.search.gp;

import dev.regatta.coordinator.search.math.Cholesky;

/**
 * A Gaussian process given its observations (Rasmussen and Williams 2006, algorithm 2.1): mean 0, a Matérn kernel, and
 * noise. Immutable.
 */
final class GaussianProcess {

    private final double[][] points;
    private final double[] inverseLengths;
    private final double signal;
    private final Cholesky factor;
    private final double[] weights;

    /** @param values standardized */
    GaussianProcess(double[][] points, double[] values, Hyper hyper) {
        this.points = points;
        this.inverseLengths = hyper.inverseLengths();
        this.signal = hyper.signal();
        this.factor = Cholesky.of(hyper.covariance(points));
        this.weights = factor.solve(values);
    }

    /** A normal distribution. */
    record Prediction(double mean, double deviation) {}

    /** The noiseless function at x. */
    Prediction at(double[] x) {
        double[] covariances = new double[points.length];
        double mean = 0;
        for (int i = 0; i < points.length; i++) {
            covariances[i] = signal * Matern.value(Matern.distance(x, points[i], inverseLengths));
            mean += covariances[i] * weights[i];
        }
        return new Prediction(mean, deviation(factor.forward(covariances)));
    }

    private double deviation(double[] explained) {
        double sum = 0;
        for (double part : explained) {
            sum += part * part;
        }
        return Math.sqrt(Math.max(signal - sum, 1e-14));
    }

    /**
     * The noiseless function at x, with slopes.
     *
     * @param meanSlope is filled with the mean's derivative by each coordinate
     * @param deviationSlope is filled with the deviation's
     */
    Prediction at(double[] x, double[] meanSlope, double[] deviationSlope) {
        int n = points.length;
        double[] covariances = new double[n];
        double[] slopes = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            double r = Matern.distance(x, points[i], inverseLengths);
            double decay = Matern.decay(r);
            covariances[i] = signal * Matern.value(r, decay);
            slopes[i] = signal * Matern.slope(r, decay);
            mean += covariances[i] * weights[i];
        }
        double[] forward = factor.forward(covariances);
        double deviation = deviation(forward);
        double[] solved = factor.backward(forward);
        for (int d = 0; d < x.length; d++) {
            double ofMean = 0;
            double ofVariance = 0;
            for (int i = 0; i < n; i++) {
                double covarianceSlope = slopes[i] * (points[i][d] - x[d]);
                ofMean += covarianceSlope * weights[i];
                ofVariance -= 2 * covarianceSlope * solved[i];
            }
            double square = inverseLengths[d] * inverseLengths[d];
            meanSlope[d] = ofMean * square;
            deviationSlope[d] = ofVariance * square / (2 * deviation);
        }
        return new Prediction(mean, deviation);
    }
}
