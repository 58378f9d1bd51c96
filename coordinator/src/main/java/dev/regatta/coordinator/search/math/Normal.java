package dev.regatta.coordinator.search.math;

import java.util.random.RandomGenerator;

/**
 * The standard normal distribution, by {@link StrictMath} alone. The library's own functions are slower by far and these
 * are called some ten thousand times a suggestion.
 */
public final class Normal {

    private static final double SQRT_2_PI = 2.5066282746310002;
    private static final double LOG_SQRT_2_PI = 0.9189385332046727;

    /** Beyond it the mass of a tail is below 1e-15. */
    private static final double FAR = 8;

    private static final double[] UPPER = {
        3.52624965998911e-02,
        0.700383064443688,
        6.37396220353165,
        33.912866078383,
        112.079291497871,
        221.213596169931,
        220.206867912376
    };
    private static final double[] LOWER = {
        8.83883476483184e-02,
        1.75566716318264,
        16.064177579207,
        86.7807322029461,
        296.564248779674,
        637.333633378831,
        793.826512519948,
        440.413735824752
    };

    private Normal() {}

    public static double density(double z) {
        return StrictMath.exp(-0.5 * z * z) / SQRT_2_PI;
    }

    /** Log of the density. */
    public static double logDensity(double z) {
        return -0.5 * z * z - LOG_SQRT_2_PI;
    }

    /** P(Z ≤ z), to 1e-14: Hart's rational approximation as given by West (2005). */
    public static double cdf(double z) {
        return cdf(z, StrictMath.exp(-0.5 * z * z));
    }

    /** @param bell exp(−z²/2), which is half the work */
    private static double cdf(double z, double bell) {
        double x = Math.abs(z);
        if (x > FAR) {
            return z > 0 ? 1 : Double.isNaN(z) ? Double.NaN : farTail(x, bell);
        }
        double tail = x < 7.07106781186547 ? bell * polynomial(UPPER, x) / polynomial(LOWER, x) : farTail(x, bell);
        return z > 0 ? 1 - tail : tail;
    }

    /** The continued fraction of Mills' ratio. */
    private static double farTail(double x, double bell) {
        double fraction = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
        return bell / fraction / SQRT_2_PI;
    }

    /** log P(Z ≤ z), accurate in the lower tail too. */
    public static double logCdf(double z) {
        if (z > -6) {
            return StrictMath.log(cdf(z));
        }
        double x = -z;
        return logDensity(z) - StrictMath.log(x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65)))));
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * x + coefficient;
        }
        return sum;
    }

    /** The z with cdf(z) = p: a rational start (Abramowitz and Stegun 26.2.23), then Halley's steps. */
    public static double quantile(double p) {
        if (p <= 0 || p >= 1) {
            return p <= 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double tail = Math.min(p, 1 - p);
        double t = Math.sqrt(-2 * StrictMath.log(tail));
        double start =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        double z = p < 0.5 ? -start : start;
        for (int i = 0; i < 2; i++) {
            double bell = StrictMath.exp(-0.5 * z * z);
            double error = (cdf(z, bell) - p) / (bell / SQRT_2_PI);
            z -= error / (1 + 0.5 * z * error);
        }
        return z;
    }

    /** A standard normal number. */
    public static double draw(RandomGenerator random) {
        return quantile(random.nextDouble(0x1p-53, 1));
    }
}
