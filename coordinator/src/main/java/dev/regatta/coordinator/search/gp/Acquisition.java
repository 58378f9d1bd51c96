package dev.regatta.coordinator.search.gp;

import dev.regatta.coordinator.search.CategoricalDimension;
import dev.regatta.coordinator.search.Dimension;
import dev.regatta.coordinator.search.NumericDimension;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.coordinator.search.math.BoxMinimizer;
import dev.regatta.coordinator.search.math.Normal;
import dev.regatta.protocol.study.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Looks for the point with the largest expected improvement: random points and steps from the best trials, of these the
 * best ones moved about, and from the best of all, and from the best trial, up the slope.
 */
record Acquisition(SearchSpace space, Encoding encoding, Model model) {

    private static final int SCATTERED = 300;
    private static final int ROUNDS = 4;
    private static final int STEPS = 40;
    private static final int KEPT = 6;

    /** Evaluations of one climb, at most. */
    private static final int CLIMB = 40;

    private record Candidate(Parameters parameters, double score) {}

    Parameters best(RandomGenerator random) {
        List<Candidate> pool = new ArrayList<>();
        for (int i = 0; i < SCATTERED; i++) {
            pool.add(judge(space.choose(dimension -> dimension.draw(random))));
        }
        for (Parameters incumbent : model.incumbents()) {
            for (int i = 0; i < STEPS; i++) {
                pool.add(judge(near(incumbent, 0.2 * (i + 1) / STEPS, random)));
            }
        }
        double width = 0.1;
        for (int round = 0; round < ROUNDS; round++) {
            keepBest(pool);
            for (Candidate kept : List.copyOf(pool)) {
                for (int i = 0; i < STEPS / 4; i++) {
                    pool.add(judge(near(kept.parameters(), width, random)));
                }
            }
            width *= 0.6;
        }
        keepBest(pool);
        model.incumbents().stream().limit(2).map(this::judge).forEach(pool::add);
        return pool.stream()
                .map(this::climbed)
                .reduce((a, b) -> b.score() > a.score() ? b : a)
                .orElseThrow()
                .parameters();
    }

    private static void keepBest(List<Candidate> pool) {
        pool.sort((a, b) -> Double.compare(b.score(), a.score()));
        pool.subList(Math.min(KEPT, pool.size()), pool.size()).clear();
    }

    private Candidate judge(Parameters parameters) {
        GaussianProcess.Prediction prediction = model.process().at(encoding.point(parameters));
        return new Candidate(
                parameters,
                Improvement.of(model.best(), prediction.mean(), prediction.deviation())
                        .log());
    }

    /** Moved along the continuous parameters; the others stay. */
    private Candidate climbed(Candidate from) {
        List<Dimension> moving = space.where(dimension -> dimension instanceof NumericDimension numeric
                && !numeric.isStepped()
                && from.parameters().get(dimension.name()).isPresent());
        if (moving.isEmpty()) {
            return from;
        }
        double[] point = encoding.point(from.parameters());
        int[] places = moving.stream().mapToInt(encoding::place).toArray();
        double[] ones = new double[places.length];
        Arrays.fill(ones, 1);
        double[] start =
                Arrays.stream(places).mapToDouble(place -> point[place]).toArray();
        BoxMinimizer.Minimum top = new BoxMinimizer(new double[places.length], ones)
                .minimize((x, gradient) -> cost(point, places, x, gradient), start, 0.02, CLIMB, 1e-6);
        Map<String, Object> values = new LinkedHashMap<>(from.parameters().values());
        for (int i = 0; i < places.length; i++) {
            values.put(moving.get(i).name(), moving.get(i).value(top.point()[i]));
        }
        return -top.value() > from.score() ? new Candidate(new Parameters(values), -top.value()) : from;
    }

    private double cost(double[] point, int[] places, double[] x, double[] gradient) {
        double[] moved = point.clone();
        for (int i = 0; i < places.length; i++) {
            moved[places[i]] = x[i];
        }
        double[] meanSlope = new double[moved.length];
        double[] deviationSlope = new double[moved.length];
        GaussianProcess.Prediction prediction = model.process().at(moved, meanSlope, deviationSlope);
        Improvement improvement = Improvement.of(model.best(), prediction.mean(), prediction.deviation());
        for (int i = 0; i < places.length; i++) {
            gradient[i] = -improvement.byMean() * meanSlope[places[i]]
                    - improvement.byDeviation() * deviationSlope[places[i]];
        }
        return -improvement.log();
    }

    /** Some parameters changed a little; a category now and then, and then wholly. */
    private Parameters near(Parameters from, double width, RandomGenerator random) {
        double share = random.nextDouble();
        return space.choose(dimension -> {
            Optional<Object> value = from.get(dimension.name()).filter(dimension::contains);
            boolean changes = random.nextDouble()
                    < Math.max(share, 1.0 / space.dimensions().size());
            if (value.isEmpty()
                    || (changes && dimension instanceof CategoricalDimension && random.nextDouble() < 0.3)) {
                return dimension.draw(random);
            }
            if (!changes || dimension instanceof CategoricalDimension) {
                return value.get();
            }
            return moved(dimension, value.get(), width * Normal.draw(random));
        });
    }

    /** At least to the next value of a stepped range. */
    private static Object moved(Dimension dimension, Object value, double by) {
        double least = dimension.size() == Long.MAX_VALUE ? 0 : 1.0 / dimension.size();
        double step = Math.copySign(Math.max(Math.abs(by), least), by);
        return dimension.value(dimension.coordinate(value) + step);
    }
}
