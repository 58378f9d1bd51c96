package dev.regatta.coordinator.search;

import dev.regatta.protocol.study.Parameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Population-based training (Jaderberg et al. 2017), one trial at a time. The first trials are random. A later one
 * exploits: it starts from the checkpoint of a trial among the best that still train; and explores: each parameter is drawn
 * anew now and then, else moved by a tenth of its range up or down, a choice kept. A trial that has come to its end has
 * nothing left to train: once none does, the best are explored from the start.
 */
public final class PbtSampler implements Sampler {

    /** How far a number moves, as a share of its (logarithmic) range. */
    private static final double MOVE = 0.1;

    /** How many of the latest trials are compared: several generations, and a bound on the cost. */
    private static final int GENERATIONS = 4;

    private final int population;
    private final double quantile;
    private final double resample;

    PbtSampler(int population, double quantile, double resample) {
        this.population = population;
        this.quantile = quantile;
        this.resample = resample;
    }

    @Override
    public String version() {
        return "pbt:2";
    }

    @Override
    public Suggestion suggest(SearchSpace space, History history, RandomGenerator random) {
        List<Ranked> latest = latest(history);
        if (history.size() < population || latest.isEmpty()) {
            return Suggestion.of(space.choose(dimension -> dimension.draw(random)));
        }
        List<Ranked> training = training(latest);
        List<Ranked> elite = elite(training.isEmpty() ? latest : training);
        ObservedTrial source = elite.get(random.nextInt(elite.size())).trial();
        Parameters explored = space.choose(dimension -> explore(dimension, source, random));
        return new Suggestion(explored, training.isEmpty() ? Optional.empty() : Optional.of(source.number()));
    }

    /** The latest trials with a value, the best first by their latest values. */
    private List<Ranked> latest(History history) {
        int judged = history.judged().size();
        List<Ranked> latest = new ArrayList<>();
        for (int i = Math.max(0, judged - GENERATIONS * population); i < judged; i++) {
            history.rank(history.judged().get(i))
                    .filter(rank -> rank.loss() < Double.POSITIVE_INFINITY && rank.violation() == 0)
                    .ifPresent(latest::add);
        }
        latest.sort(Comparator.comparingDouble(Ranked::loss).thenComparing(Comparator.naturalOrder()));
        return latest;
    }

    /** Those of the latest that have something left to train: no other has completed at or before their step. */
    private static List<Ranked> training(List<Ranked> latest) {
        long end = latest.stream()
                .map(Ranked::trial)
                .filter(trial -> trial.status() == ObservedTrial.Status.COMPLETED && trial.lastStep() >= 0)
                .mapToLong(ObservedTrial::lastStep)
                .min()
                .orElse(Long.MAX_VALUE);
        return latest.stream()
                .filter(rank -> rank.trial().status() == ObservedTrial.Status.RUNNING
                        && rank.trial().lastStep() < end)
                .toList();
    }

    private List<Ranked> elite(List<Ranked> sorted) {
        return sorted.subList(0, (int) Math.min(sorted.size(), Math.ceil(quantile * population)));
    }

    /**
     * True if the trial is among the worst of its peers at its latest step: it should end, and a copy of a better one take
     * its place.
     */
    public boolean isToBeReplaced(ObservedTrial trial, History history) {
        Optional<Double> own = trial.lastValue();
        if (own.isEmpty()) {
            return false;
        }
        Direction direction = history.directions().get(0);
        double loss = direction.loss(own.get());
        int compared = 0;
        int better = 0;
        int judged = history.judged().size();
        for (int i = Math.max(0, judged - GENERATIONS * population); i < judged; i++) {
            Optional<ObservedTrial> peer = history.trial(history.judged().get(i))
                    .filter(other -> other.number() != trial.number() && other.lastStep() >= trial.lastStep());
            if (peer.isPresent()) {
                compared++;
                better += direction.loss(peer.get().valueAt(trial.lastStep()).orElse(Double.NaN)) < loss ? 1 : 0;
            }
        }
        return compared + 1 >= Math.ceil(1 / quantile) && better >= (1 - quantile) * (compared + 1);
    }

    private Object explore(Dimension dimension, ObservedTrial source, RandomGenerator random) {
        Optional<Object> copied = source.parameters().get(dimension.name()).filter(dimension::contains);
        boolean anew = random.nextDouble() < resample;
        boolean up = random.nextBoolean();
        if (copied.isEmpty() || anew) {
            return dimension.draw(random);
        }
        if (dimension instanceof CategoricalDimension) {
            return copied.get();
        }
        double step = Math.max(MOVE, dimension.size() == Long.MAX_VALUE ? 0 : 1.0 / dimension.size());
        return dimension.value(dimension.coordinate(copied.get()) + (up ? step : -step));
    }
}
