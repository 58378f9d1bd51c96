package dev.regatta.coordinator.prune;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The one-sided Wilcoxon signed-rank test (Wilcoxon 1945): how probable it is that differences lie so far above 0, were
 * either sign of each as likely as the other. Equal sizes share their mean rank; zeros are ranked, then left out (Pratt
 * 1959). Exact up to {@link #EXACT} pairs, by the normal distribution above.
 */
final class SignedRank {

    /** Up to so many pairs the distribution is counted out: sums of doubled ranks stay below 4,200. */
    static final int EXACT = 64;

    private SignedRank() {}

    /**
     * P(W ≥ observed), W being the sum of the ranks above 0.
     *
     * @param differences none of them NaN
     * @return 1 if all are 0, or there are none
     */
    static double above(double[] differences) {
        double[] bySize = Arrays.stream(differences)
                .boxed()
                .sorted(Comparator.comparingDouble(Math::abs))
                .mapToDouble(Double::doubleValue)
                .toArray();
        int[] ranks = doubledRanks(bySize);
        int observed = 0;
        for (int i = 0; i < ranks.length; i++) {
            observed += bySize[i] > 0 ? ranks[i] : 0;
            ranks[i] = bySize[i] == 0 ? 0 : ranks[i];
        }
        return ranks.length <= EXACT ? exact(ranks, observed) : normal(ranks, observed);
    }

    /** Twice the mean rank among equals, so that it is whole. */
    private static int[] doubledRanks(double[] bySize) {
        int[] ranks = new int[bySize.length];
        int from = 0;
        while (from < ranks.length) {
            int to = from;
            while (to < ranks.length && Math.abs(bySize[to]) == Math.abs(bySize[from])) {
                to++;
            }
            Arrays.fill(ranks, from, to, from + 1 + to);
            from = to;
        }
        return ranks;
    }

    private static double exact(int[] ranks, int observed) {
        int total = Arrays.stream(ranks).sum();
        double[] probability = new double[total + 1]; // of each sum of ranks
        probability[0] = 1;
        for (int rank : ranks) {
            for (int sum = total; sum >= 0; sum--) {
                double above = sum >= rank ? probability[sum - rank] : 0;
                probability[sum] = (probability[sum] + above) / 2;
            }
        }
        return Arrays.stream(probability, observed, total + 1).sum();
    }

    private static double normal(int[] ranks, int observed) {
        double mean = Arrays.stream(ranks).asDoubleStream().sum() / 2;
        double variance =
                Arrays.stream(ranks).asDoubleStream().map(rank -> rank * rank).sum() / 4;
        return variance == 0 ? 1 : normalTail((observed - 1 - mean) / Math.sqrt(variance));
    }

    /** P(Z ≥ z), within 8·10⁻⁸ (Abramowitz and Stegun 1964, 26.2.17). */
    private static double normalTail(double z) {
        if (z < 0) {
            return 1 - normalTail(-z);
        }
        double t = 1 / (1 + 0.2316419 * z);
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    }
}
