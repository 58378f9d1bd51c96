package dev.regatta.coordinator.search.cma;

import dev.regatta.coordinator.search.math.Normal;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * The search distribution N(m, σ²C) on [0, 1]^d and its paths (Hansen 2016, "The CMA evolution strategy: a tutorial",
 * equations in brackets). Changed by one thread, within one suggestion.
 */
final class CmaState {

    /** A step longer than this many expected lengths counts as one of that length (injection; Hansen 2011). */
    private static final double LONGEST = 2;

    private final int d;
    private final Recombination weights;
    private final double[] mean;
    private final double[] sigmaPath;
    private final double[] covariancePath;
    private final double[][] covariance;
    private double sigma;
    private int generation;
    private double[] scales;
    private double[][] axes;

    CmaState(double[] start, double sigma, int population) {
        this.d = start.length;
        this.weights = new Recombination(d, population);
        this.mean = start.clone();
        this.sigma = sigma;
        sigmaPath = new double[d];
        covariancePath = new double[d];
        covariance = new double[d][d];
        axes = new double[d][d];
        scales = new double[d];
        for (int i = 0; i < d; i++) {
            covariance[i][i] = 1;
            axes[i][i] = 1;
            scales[i] = 1;
        }
    }

    /** m + σ B D z. */
    double[] draw(RandomGenerator random) {
        double[] z = new double[d];
        for (int i = 0; i < d; i++) {
            z[i] = scales[i] * Normal.draw(random);
        }
        double[] x = new double[d];
        for (int i = 0; i < d; i++) {
            x[i] = mean[i];
            for (int j = 0; j < d; j++) {
                x[i] += sigma * axes[i][j] * z[j];
            }
        }
        return x;
    }

    /** @param sorted a generation's points, the best first */
    void update(List<double[]> sorted) {
        generation++;
        double[][] steps = new double[sorted.size()][];
        double[] whitenedLengths = new double[steps.length];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = new double[d];
            for (int i = 0; i < d; i++) {
                steps[k][i] = (sorted.get(k)[i] - mean[i]) / sigma;
            }
            whitenedLengths[k] = shorten(steps[k]);
        }
        double[] mover = new double[d];
        for (int k = 0; k < weights.parents(); k++) {
            for (int i = 0; i < d; i++) {
                mover[i] += weights.of(k) * steps[k][i]; // (41)
            }
        }
        boolean stalled = walk(mover);
        adapt(steps, whitenedLengths, stalled);
        sigma *= StrictMath.exp(
                Math.min(1, weights.cSigma / weights.dSigma * (length(sigmaPath) / weights.chi - 1))); // (44)
        sigma = Math.max(1e-8, Math.min(1, sigma));
        decompose();
    }

    /** Limits a step's length; its length after, where C is the identity. */
    private double shorten(double[] step) {
        double length = length(whiten(step));
        double most = LONGEST * weights.chi;
        if (length > most) {
            for (int i = 0; i < d; i++) {
                step[i] *= most / length;
            }
        }
        return Math.min(length, most);
    }

    /** Moves the mean and both paths; true if the covariance path is held while σ grows fast. */
    private boolean walk(double[] mover) {
        double[] white = whiten(mover);
        double cs = weights.cSigma;
        for (int i = 0; i < d; i++) {
            mean[i] = Math.max(0, Math.min(1, mean[i] + sigma * mover[i])); // (42)
            sigmaPath[i] = (1 - cs) * sigmaPath[i] + Math.sqrt(cs * (2 - cs) * weights.effective) * white[i]; // (43)
        }
        double normal = Math.sqrt(1 - StrictMath.pow(1 - cs, 2.0 * generation));
        boolean stalled = length(sigmaPath) / normal >= (1.4 + 2.0 / (d + 1)) * weights.chi;
        double cc = weights.cPath;
        for (int i = 0; i < d; i++) {
            double moved = stalled ? 0 : Math.sqrt(cc * (2 - cc) * weights.effective) * mover[i];
            covariancePath[i] = (1 - cc) * covariancePath[i] + moved; // (45)
        }
        return stalled;
    }

    /** Rank-one and rank-μ update, bad steps with negative weights (46, 47). */
    private void adapt(double[][] steps, double[] whitenedLengths, boolean stalled) {
        double[] used = new double[steps.length];
        double sum = 0;
        for (int k = 0; k < used.length; k++) {
            double weight = weights.of(k);
            sum += weight;
            double length = Math.max(whitenedLengths[k], 1e-12);
            used[k] = weight >= 0 ? weight : weight * d / (length * length);
        }
        double held = stalled ? weights.cOne * weights.cPath * (2 - weights.cPath) : 0;
        double kept = 1 - weights.cOne - weights.cMu * sum + held;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double rankMu = 0;
                for (int k = 0; k < used.length; k++) {
                    rankMu += used[k] * steps[k][i] * steps[k][j];
                }
                double value = kept * covariance[i][j]
                        + weights.cOne * covariancePath[i] * covariancePath[j]
                        + weights.cMu * rankMu;
                covariance[i][j] = value;
                covariance[j][i] = value;
            }
        }
    }

    private void decompose() {
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(covariance));
        axes = eigen.getV().getData();
        scales = Arrays.stream(eigen.getEigenvalues())
                .map(value -> Math.sqrt(Math.max(value, 1e-14)))
                .toArray();
    }

    /** C^(−1/2) v. */
    private double[] whiten(double[] v) {
        double[] white = new double[d];
        for (int j = 0; j < d; j++) {
            double along = 0;
            for (int i = 0; i < d; i++) {
                along += axes[i][j] * v[i];
            }
            for (int i = 0; i < d; i++) {
                white[i] += axes[i][j] * along / scales[j];
            }
        }
        return white;
    }

    private static double length(double[] v) {
        double sum = 0;
        for (double each : v) {
            sum += each * each;
        }
        return Math.sqrt(sum);
    }
}
