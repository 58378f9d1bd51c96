package dev.regatta.coordinator.search.gp;

/** The Matérn kernel of smoothness 5/2 with a length scale for each dimension. */
final class Matern {

    private static final double ROOT_5 = Math.sqrt(5);

    private Matern() {}

    /** @param r scaled distance, ≥ 0 */
    static double value(double r) {
        double a = ROOT_5 * r;
        return (1 + a + a * a / 3) * StrictMath.exp(-a);
    }

    /** −k′(r)/r: a finite factor of every derivative. */
    static double slope(double r) {
        double a = ROOT_5 * r;
        return 5.0 / 3 * (1 + a) * StrictMath.exp(-a);
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
