package dev.regatta.coordinator.search.gp;

/** The Matérn kernel of smoothness 5/2 with a length scale for each dimension. */
final class Matern {

    private static final double ROOT_5 = Math.sqrt(5);

    private Matern() {}

    /** exp(−√5 r), of which the kernel and its slope are multiples. */
    static double decay(double r) {
        return StrictMath.exp(-ROOT_5 * r);
    }

    /**
     * @param r scaled distance, ≥ 0
     * @param decay that of r
     */
    static double value(double r, double decay) {
        double a = ROOT_5 * r;
        return (1 + a + a * a / 3) * decay;
    }

    static double value(double r) {
        return value(r, decay(r));
    }

    /** −k′(r)/r: a finite factor of every derivative. */
    static double slope(double r, double decay) {
        return 5.0 / 3 * (1 + ROOT_5 * r) * decay;
    }

    /** @param inverse 1/ℓ for each dimension */
    static double distance(double[] x, double[] y, double[] inverse) {
        double sum = 0;
        for (int d = 0; d < x.length; d++) {
            double part = (x[d] - y[d]) * inverse[d];
            sum += part * part;
        }
        return Math.sqrt(sum);
    }
}
