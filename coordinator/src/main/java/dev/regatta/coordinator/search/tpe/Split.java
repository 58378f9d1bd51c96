package dev.regatta.coordinator.search.tpe;

import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.coordinator.search.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The trials so far, divided into good ones ("below") and the rest ("above"), each in trial order.
 *
 * <p>Trials that stopped on the way are compared with completed ones at one step: the highest that enough trials have
 * come to. To rank whoever completed first instead lets the few that completed early, by luck, be taken for good: that is
 * what collapses a search with many workers.
 *
 * @param belowWeights one weight for each of {@code below}, on average 1: the better, the heavier
 * @param aboveWeights one weight for each of {@code above}
 * @param best the best of the compared trials, the best first
 * @param ofCompleted completed trials alone were compared to find the good ones
 */
record Split(
        List<ObservedTrial> below,
        double[] belowWeights,
        List<ObservedTrial> above,
        double[] aboveWeights,
        List<Ranked> best,
        boolean ofCompleted) {

    /** Most trials of "above" that are looked at; more are sampled evenly, which bounds a suggestion's cost. */
    static final int MOST_ABOVE = 128;

    /** Most trials of "below". */
    static final int MOST_BELOW = 25;

    /** Most trials compared at one step. */
    private static final int MOST_COMPARED = 512;

    /** How many times the number of good trials must have come to the step at which trials are compared. */
    private static final double ENOUGH = 2;

    static Split of(History history, boolean constantLiar) {
        int n = history.ranking().size();
        int good = (int) Math.min(Math.ceil(0.1 * n), MOST_BELOW);
        List<Ranked> compared = compared(history, good);
        boolean ofCompleted = compared.stream().allMatch(rank -> rank.fidelity() == Long.MAX_VALUE);
        Map<Integer, Double> weightOf = new HashMap<>();
        for (int place = 0; place < Math.min(good, compared.size()); place++) {
            weightOf.put(compared.get(place).trial().number(), byRank(place, good));
        }
        List<ObservedTrial> below = compared.stream()
                .limit(good)
                .map(Ranked::trial)
                .sorted(Comparator.comparingInt(ObservedTrial::number))
                .toList();
        List<ObservedTrial> above = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        addAbove(history, weightOf.keySet(), above, weights);
        if (constantLiar) {
            for (ObservedTrial running : history.running()) {
                if (!running.isJudged()) {
                    above.add(running);
                    weights.add(1.0);
                }
            }
        }
        return new Split(
                below,
                below.stream()
                        .mapToDouble(trial -> weightOf.get(trial.number()))
                        .toArray(),
                above,
                weights.stream().mapToDouble(Double::doubleValue).toArray(),
                compared.subList(0, Math.min(compared.size(), LocalRegression.MOST)),
                ofCompleted);
    }

    /** Falls by the square from the best of the good trials to the last. */
    private static double byRank(int place, int good) {
        double share = (good - place) / (double) good;
        return 6 * share * share * good * good / ((good + 1) * (2 * good + 1.0));
    }

    /** The trials that came to a step that enough have come to, the best first. */
    private static List<Ranked> compared(History history, int good) {
        List<Ranked> compared = new ArrayList<>();
        long level = Long.MAX_VALUE;
        int enough = (int) Math.ceil(good * ENOUGH);
        for (Ranked ranked : history.ranking()) {
            boolean levelIsDone = compared.size() >= enough && ranked.fidelity() != level;
            // Completed trials are in their order already.
            int most = level == Long.MAX_VALUE ? Math.max(enough, LocalRegression.MOST) : MOST_COMPARED;
            if (levelIsDone || compared.size() >= most) {
                break;
            }
            level = Math.min(level, ranked.fidelity());
            compared.add(ranked);
        }
        if (level != Long.MAX_VALUE) {
            compared.sort(atStep(history, level));
        }
        return compared;
    }

    private static Comparator<Ranked> atStep(History history, long step) {
        return Comparator.comparingDouble(Ranked::violation)
                .thenComparingDouble(ranked -> ranked.trial()
                        .valueAt(step)
                        .map(history.directions().get(0)::loss)
                        .orElse(ranked.loss()))
                .thenComparing(Comparator.naturalOrder());
    }

    /** The weights ramp linearly from 1/n for the oldest to 1 for the 25th last. */
    private static void addAbove(History history, Set<Integer> taken, List<ObservedTrial> above, List<Double> weights) {
        List<Integer> judged = history.judged();
        int n = judged.size();
        int looked = Math.min(n, MOST_ABOVE);
        for (int i = 0; i < looked; i++) {
            int place = (int) ((long) i * n / looked);
            int number = judged.get(place);
            Optional<ObservedTrial> trial = taken.contains(number) ? Optional.empty() : history.trial(number);
            if (trial.isPresent() && trial.get().isJudged()) {
                above.add(trial.get());
                weights.add(ramp(place, n) * n / looked);
            }
        }
    }

    private static double ramp(int place, int n) {
        int old = n - 25;
        if (place >= old) {
            return 1;
        }
        double first = 1.0 / n;
        return old == 1 ? first : first + (1 - first) * place / (old - 1);
    }
}
