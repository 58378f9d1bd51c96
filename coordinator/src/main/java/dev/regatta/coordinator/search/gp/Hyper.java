package dev.regatta.coordinator.search.gp;

import dev.regatta.coordinator.search.math.BoxMinimizer;
import dev.regatta.coordinator.search.math.Cholesky;
import java.util.Arrays;

/**
 * The process's hyperparameters, each a logarithm: the length scales, the signal's and the noise's variance.
 *
 * @param logs d length scales, then signal, then noise
 */
record Hyper(double[] logs) {

    private static final double MOST_NOISE = 0.3;

    /** Most functions give the same value twice: whatever noise there is, the values have to show. */
    private static final double USUAL_NOISE = 1e-6;

    private static final double LEAST_NOISE = 1e-8;
    private static final double LOG_2_PI = 1.8378770664093453;
    private static final double TOLERANCE = 1e-3;

    /** Hyperparameters with how probable they make the values. */
    record Fit(Hyper hyper, double logPosterior) {}

    static Hyper usual(int d) {
        double[] logs = new double[d + 2];
        Arrays.fill(logs, 0, d, StrictMath.log(0.3 * Math.sqrt(Math.max(1, d / 2.0))));
        logs[d + 1] = StrictMath.log(USUAL_NOISE);
        return new Hyper(logs);
    }

    double[] inverseLengths() {
        double[] inverse = new double[logs.length - 2];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = StrictMath.exp(-logs[i]);
        }
        return inverse;
    }

    double signal() {
        return StrictMath.exp(logs[logs.length - 2]);
    }

    double noise() {
        return StrictMath.exp(logs[logs.length - 1]);
    }

    /** The lower triangle. */
    double[][] covariance(double[][] points) {
        double[] inverse = inverseLengths();
        double signal = signal();
        double[][] matrix = new double[points.length][points.length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = signal * Matern.value(Matern.distance(points[i], points[j], inverse));
            }
            matrix[i][i] = signal + noise();
        }
        return matrix;
    }

    /**
     * The most probable hyperparameters near these.
     *
     * @param evaluations of the posterior, at most
     */
    Fit fit(double[][] points, double[] values, int evaluations) {
        int d = logs.length - 2;
        double[] low = new double[d + 2];
        double[] high = new double[d + 2];
        Arrays.fill(low, 0, d, StrictMath.log(0.02));
        Arrays.fill(high, 0, d, StrictMath.log(30));
        low[d] = StrictMath.log(0.05);
        high[d] = StrictMath.log(50);
        low[d + 1] = StrictMath.log(LEAST_NOISE);
        high[d + 1] = StrictMath.log(MOST_NOISE);
        BoxMinimizer.Minimum most = new BoxMinimizer(low, high)
                .minimize(
                        (x, gradient) -> new Hyper(x).cost(points, values, gradient), logs, 1, evaluations, TOLERANCE);
        return new Fit(new Hyper(most.point()), -most.value());
    }

    /**
     * Minus the log posterior: log marginal likelihood (Rasmussen and Williams, equations 2.30 and 5.9) and weak priors on
     * the logarithms.
     */
    private double cost(double[][] points, double[] values, double[] gradient) {
        int n = points.length;
        int d = logs.length - 2;
        double[] scale = inverseLengths();
        double signal = signal();
        double noise = noise();
        double[][] covariance = new double[n][n];
        double[][] slopes = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double r = Matern.distance(points[i], points[j], scale);
                double decay = Matern.decay(r);
                covariance[i][j] = signal * Matern.value(r, decay);
                slopes[i][j] = signal * Matern.slope(r, decay);
            }
            covariance[i][i] = signal + noise;
        }
        Cholesky factor = Cholesky.of(covariance);
        double[] weights = factor.solve(values);
        double[][] inverse = factor.inverse();
        double cost = 0.5 * (factor.logDeterminant() + n * LOG_2_PI);
        Arrays.fill(gradient, 0);
        for (int i = 0; i < n; i++) {
            cost += 0.5 * values[i] * weights[i];
            for (int j = 0; j < i; j++) {
                double sensitivity = inverse[i][j] - weights[i] * weights[j];
                gradient[d] += sensitivity * covariance[i][j];
                double slope = sensitivity * slopes[i][j];
                for (int p = 0; p < d; p++) {
                    double part = (points[i][p] - points[j][p]) * scale[p];
                    gradient[p] += slope * part * part;
                }
            }
            double own = 0.5 * (inverse[i][i] - weights[i] * weights[i]);
            gradient[d] += own * signal;
            gradient[d + 1] += own * noise;
        }
        return cost + priors(gradient);
    }

    /** Normal distributions of the logarithms; minus their log density, less a constant. */
    private double priors(double[] gradient) {
        int d = logs.length - 2;
        double[] usual = usual(d).logs;
        double sum = 0;
        for (int p = 0; p < logs.length; p++) {
            double variance = p < d ? 1.5 : p == d ? 4 : 8;
            double off = logs[p] - usual[p];
            sum += off * off / (2 * variance);
            gradient[p] += off / variance;
        }
        return sum;
    }
}
