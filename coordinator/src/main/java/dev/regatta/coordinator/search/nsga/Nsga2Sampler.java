package dev.regatta.coordinator.search.nsga;

import dev.regatta.coordinator.search.CategoricalDimension;
import dev.regatta.coordinator.search.Dimension;
import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.coordinator.search.Sampler;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.coordinator.search.Suggestion;
import dev.regatta.coordinator.search.pareto.Point;
import dev.regatta.protocol.study.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * NSGA-II (Deb et al. 2002) with simulated binary crossover and polynomial mutation; choices are crossed evenly and mutated
 * by drawing anew. The population is chosen anew for every trial, from the whole front and the latest two generations, so
 * that no worker waits for a generation's end; too large a front is thinned out point by point, see {@link
 * dev.regatta.coordinator.search.pareto.Thinning}.
 */
public final class Nsga2Sampler implements Sampler {

    private static final int GENERATIONS = 2;

    private final int population;
    private final double crossoverProbability;

    public Nsga2Sampler(int population, double crossoverProbability) {
        this.population = population;
        this.crossoverProbability = crossoverProbability;
    }

    @Override
    public String version() {
        return "nsga2:3";
    }

    @Override
    public Suggestion suggest(SearchSpace space, History history, RandomGenerator random) {
        List<Point> points = candidates(history);
        if (points.size() < Math.min(population, 2) || history.size() < population) {
            return Suggestion.of(space.choose(dimension -> dimension.draw(random)));
        }
        Population parents = Population.of(points, population);
        ObservedTrial mother = parent(parents, history, random);
        ObservedTrial father = parent(parents, history, random);
        boolean crossed = random.nextDouble() < crossoverProbability;
        double mutationProbability = 1.0 / Math.max(1, space.dimensions().size());
        Parameters child = space.choose(dimension -> {
            Object value = inherit(dimension, mother, father, crossed, random);
            return random.nextDouble() < mutationProbability ? mutate(dimension, value, random) : value;
        });
        return Suggestion.of(child);
    }

    /** The trials a generation of this size would be bred from. */
    public static List<ObservedTrial> survivors(History history, int size) {
        return Population.of(new Nsga2Sampler(size, 1).candidates(history), size).members().stream()
                .map(point -> history.trial(point.trial()).orElseThrow())
                .toList();
    }

    /** The front so far and the latest trials: the elite and two generations, whatever the number of trials. */
    private List<Point> candidates(History history) {
        List<Integer> judged = history.judged();
        Set<Integer> numbers = new LinkedHashSet<>(history.front());
        numbers.addAll(judged.subList(Math.max(0, judged.size() - GENERATIONS * population), judged.size()));
        List<Point> points = new ArrayList<>();
        for (int number : numbers) {
            history.trial(number)
                    .flatMap(trial -> Point.of(trial, history.directions()))
                    .ifPresent(points::add);
        }
        return points;
    }

    private static ObservedTrial parent(Population parents, History history, RandomGenerator random) {
        return history.trial(parents.tournament(random)).orElseThrow();
    }

    private static Object inherit(
            Dimension dimension, ObservedTrial mother, ObservedTrial father, boolean crossed, RandomGenerator random) {
        Optional<Object> first = value(dimension, mother);
        Optional<Object> second = value(dimension, father);
        boolean mixed = random.nextBoolean();
        boolean swapped = random.nextBoolean();
        double spread = random.nextDouble();
        if (first.isEmpty() || second.isEmpty()) {
            return first.or(() -> second).orElseGet(() -> dimension.draw(random));
        }
        if (!crossed || !mixed) {
            return first.get(); // also of a child of two, half of the parameters are one parent's alone
        }
        if (dimension instanceof CategoricalDimension) {
            return swapped ? second.get() : first.get();
        }
        double a = dimension.coordinate(first.get());
        double b = dimension.coordinate(second.get());
        return dimension.value(Variation.cross(swapped ? b : a, swapped ? a : b, spread));
    }

    private static Optional<Object> value(Dimension dimension, ObservedTrial trial) {
        return trial.parameters().get(dimension.name()).filter(dimension::contains);
    }

    private static Object mutate(Dimension dimension, Object value, RandomGenerator random) {
        return dimension instanceof CategoricalDimension
                ? dimension.draw(random)
                : dimension.value(Variation.mutate(dimension.coordinate(value), random.nextDouble()));
    }
}
