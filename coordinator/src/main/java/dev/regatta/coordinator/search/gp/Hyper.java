package dev.regatta.coordinator.search.gp;

import java.util.Arrays;

/**
 * The process's hyperparameters, each a logarithm: the length scales, the signal's and the noise's variance.
 *
 * @param logs d length scales, then signal, then noise
 */
record Hyper(double[] logs) {

    private static final double MOST_NOISE = 0.3;
    private static final double LEAST_NOISE = 1e-6;
    private static final int ITERATIONS = 30;

    private static Hyper start(int d) {
        double[] logs = new double[d + 2];
        Arrays.fill(logs, 0, d, StrictMath.log(0.3 * Math.sqrt(Math.max(1, d / 2.0))));
        logs[d + 1] = StrictMath.log(1e-4);
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

    /** The most probable hyperparameters, by resilient steps up the gradient (Riedmiller and Braun 1993, without weight backtracking). */
    static Hyper fit(double[][] points, double[] values) {
        int d = points[0].length;
        double[] logs = start(d).logs;
        double[] step = new double[d + 2];
        Arrays.fill(step, 0.3);
        double[] before = new double[d + 2];
        for (int i = 0; i < ITERATIONS; i++) {
            double[] gradient = new Hyper(logs).gradient(points, values);
            for (int p = 0; p < logs.length; p++) {
                double turn = gradient[p] * before[p];
                step[p] = turn > 0 ? Math.min(1, step[p] * 1.3) : turn < 0 ? step[p] * 0.5 : step[p];
                logs[p] += Math.signum(gradient[p]) * step[p];
                before[p] = gradient[p];
            }
            bound(logs, d);
        }
        return new Hyper(logs);
    }

    private static void bound(double[] logs, int d) {
        for (int p = 0; p < d; p++) {
            logs[p] = Math.max(StrictMath.log(0.02), Math.min(StrictMath.log(30), logs[p]));
        }
        logs[d] = Math.max(StrictMath.log(0.05), Math.min(StrictMath.log(50), logs[d]));
        logs[d + 1] = Math.max(StrictMath.log(LEAST_NOISE), Math.min(StrictMath.log(MOST_NOISE), logs[d + 1]));
    }

    /** Of the log posterior: log marginal likelihood (Rasmussen and Williams, equation 5.9) and weak priors on the logs. */
    private double[] gradient(double[][] points, double[] values) {
        int n = points.length;
        int d = logs.length - 2;
        Cholesky factor = Cholesky.of(covariance(points));
        double[] weights = factor.solve(values);
        double[][] inverse = factor.inverse();
        double[] scale = inverseLengths();
        double signal = signal();
        double[] gradient = new double[d + 2];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double sensitivity = weights[i] * weights[j] - inverse[i][j];
                double r = Matern.distance(points[i], points[j], scale);
                gradient[d] += sensitivity * signal * Matern.value(r);
                double slope = sensitivity * signal * Matern.slope(r);
                for (int p = 0; p < d; p++) {
                    double part = (points[i][p] - points[j][p]) * scale[p];
                    gradient[p] += slope * part * part;
                }
            }
            double own = 0.5 * (weights[i] * weights[i] - inverse[i][i]);
            gradient[d] += own * signal;
            gradient[d + 1] += own * noise();
        }
        addPriors(gradient, d);
        return gradient;
    }

    private void addPriors(double[] gradient, int d) {
        double[] usual = start(d).logs;
        for (int p = 0; p < d; p++) {
            gradient[p] -= (logs[p] - usual[p]) / 1.5;
        }
        gradient[d] -= logs[d] / 4;
        gradient[d + 1] -= (logs[d + 1] - usual[d + 1]) / 8;
    }
}
