package dev.regatta.coordinator.search.gp;

import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.coordinator.search.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the process is fitted to: the best and the latest trials, by loss. Values are compressed towards the best one by a
 * logarithm, for losses span decades and what matters is near the least; what is no number or infeasible is as bad as the
 * worst.
 */
record Evidence(List<ObservedTrial> trials, double[] values) {

    private static final int BEST = 60;
    private static final int LATEST = 60;
    private static final double FLOOR = 0.02;

    static Evidence of(History history) {
        List<Ranked> chosen = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (Ranked rank : history.ranking()) {
            if (chosen.size() >= BEST) {
                break;
            }
            if (taken.add(rank.trial().number())) {
                chosen.add(rank);
            }
        }
        int judged = history.judged().size();
        for (int i = judged - 1; i >= 0 && chosen.size() < BEST + LATEST && i >= judged - 2 * LATEST; i--) {
            history.rank(history.judged().get(i))
                    .filter(rank -> taken.add(rank.trial().number()))
                    .ifPresent(chosen::add);
        }
        chosen.sort(Comparator.comparingInt(rank -> rank.trial().number()));
        return new Evidence(chosen.stream().map(Ranked::trial).toList(), values(chosen));
    }

    private static double[] values(List<Ranked> ranks) {
        double[] sorted = ranks.stream()
                .filter(Evidence::isSound)
                .mapToDouble(Ranked::loss)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new double[ranks.size()];
        }
        double least = sorted[0];
        double spread = sorted[sorted.length / 2] - least;
        double scale = spread > 0 && spread < Double.POSITIVE_INFINITY ? spread : 1;
        double worst = compressed(sorted[sorted.length - 1], least, scale);
        return standardized(ranks.stream()
                .mapToDouble(rank -> isSound(rank) ? compressed(rank.loss(), least, scale) : worst)
                .toArray());
    }

    private static boolean isSound(Ranked rank) {
        return rank.violation() == 0 && Math.abs(rank.loss()) < 1e150;
    }

    private static double compressed(double loss, double least, double scale) {
        return StrictMath.log(FLOOR + (loss - least) / scale);
    }

    private static double[] standardized(double[] values) {
        double mean = 0;
        double squares = 0;
        for (double each : values) {
            mean += each / values.length;
        }
        for (double each : values) {
            squares += (each - mean) * (each - mean) / values.length;
        }
        double deviation = squares > 0 ? Math.sqrt(squares) : 1;
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (values[i] - mean) / deviation;
        }
        return result;
    }
}
