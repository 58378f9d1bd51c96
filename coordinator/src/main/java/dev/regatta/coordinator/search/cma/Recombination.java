package dev.regatta.coordinator.search.cma;

/** Weights and learning rates for a dimension and a population: the defaults of Hansen's tutorial, table 1. Immutable. */
final class Recombination {

    final double effective;
    final double cSigma;
    final double dSigma;
    final double cPath;
    final double cOne;
    final double cMu;
    /** E‖N(0, I)‖. */
    final double chi;

    private final double[] weights;
    private final int parents;

    Recombination(int d, int population) {
        double[] raw = new double[population];
        for (int i = 0; i < population; i++) {
            raw[i] = StrictMath.log((population + 1) / 2.0) - StrictMath.log(i + 1);
        }
        parents = population / 2;
        effective = effective(raw, 0, parents);
        cSigma = (effective + 2) / (d + effective + 5);
        dSigma = 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (d + 1)) - 1) + cSigma;
        cPath = (4 + effective / d) / (d + 4 + 2 * effective / d);
        cOne = 2 / ((d + 1.3) * (d + 1.3) + effective);
        cMu = Math.min(1 - cOne, 2 * (0.25 + effective + 1 / effective - 2) / ((d + 2.0) * (d + 2) + effective));
        chi = Math.sqrt(d) * (1 - 1.0 / (4 * d) + 1.0 / (21.0 * d * d));
        weights = normalized(raw, d);
    }

    private static double effective(double[] raw, int from, int to) {
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            sum += raw[i];
            squares += raw[i] * raw[i];
        }
        return sum * sum / squares;
    }

    private double[] normalized(double[] raw, int d) {
        double positive = 0;
        double negative = 0;
        for (double each : raw) {
            positive += Math.max(0, each);
            negative -= Math.min(0, each);
        }
        double effectiveNegative = effective(raw, parents, raw.length);
        double bound = Math.min(
                1 + cOne / cMu, Math.min(1 + 2 * effectiveNegative / (effective + 2), (1 - cOne - cMu) / (d * cMu)));
        double[] result = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            result[i] = raw[i] >= 0 ? raw[i] / positive : raw[i] * bound / negative;
        }
        return result;
    }

    /** The weight of the k-th best, negative for the worse half. */
    double of(int k) {
        return weights[k];
    }

    int parents() {
        return parents;
    }
}
