package dev.regatta.coordinator.search.gp;

import dev.regatta.coordinator.search.math.Normal;

/**
 * The logarithm of the expected improvement of a normal distribution, without loss of digits however improbable it is
 * (Ament et al. 2023), and its derivatives.
 *
 * @param log log E[max(best − Y, 0)]
 * @param byMean its derivative by the mean of Y
 * @param byDeviation its derivative by the standard deviation of Y
 */
record Improvement(double log, double byMean, double byDeviation) {

    /** From here on 1 − x·M(x), with Mills' ratio M, is taken from its asymptotic series. */
    private static final double FAR = 25;

    static Improvement of(double best, double mean, double deviation) {
        double z = (best - mean) / deviation;
        double logDeviation = StrictMath.log(deviation);
        if (z > -1) {
            double density = Normal.density(z);
            double below = Normal.cdf(z);
            double share = density + z * below;
            return new Improvement(
                    StrictMath.log(share) + logDeviation, -below / share / deviation, density / share / deviation);
        }
        double x = -z;
        double rest;
        double mills;
        if (x < FAR) {
            mills = Normal.cdf(z) / Normal.density(z);
            rest = 1 - x * mills;
        } else {
            double square = 1 / (x * x);
            rest = square * (1 - 3 * square + 15 * square * square);
            mills = (1 - rest) / x;
        }
        return new Improvement(
                Normal.logDensity(z) + StrictMath.log(rest) + logDeviation,
                -mills / rest / deviation,
                1 / rest / deviation);
    }
}
