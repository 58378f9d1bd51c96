package dev.regatta.coordinator.search.gp;

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
        double explained = 0;
        for (double part : factor.forward(covariances)) {
            explained += part * part;
        }
        return new Prediction(mean, Math.sqrt(Math.max(signal - explained, 1e-14)));
    }
}
