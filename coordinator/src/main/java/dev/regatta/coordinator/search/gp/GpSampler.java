package dev.regatta.coordinator.search.gp;

import dev.regatta.coordinator.search.CategoricalDimension;
import dev.regatta.coordinator.search.Dimension;
import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.coordinator.search.Sampler;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.coordinator.search.Suggestion;
import dev.regatta.coordinator.search.math.Normal;
import dev.regatta.protocol.study.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Bayesian optimization with a Gaussian process: suggests the point with the largest expected improvement (its logarithm,
 * which has a slope everywhere; Ament et al. 2023), found by random points and steps from the best ones. Running trials
 * count with the values that the process expects of them, so that workers spread out. At most 120 trials are looked at,
 * the best and the latest, which bounds the cost.
 */
public final class GpSampler implements Sampler {

    private static final int SCATTERED = 300;
    private static final int ROUNDS = 12;
    private static final int STEPS = 40;
    private static final int MOST_RUNNING = 32;

    private final int startupTrials;

    public GpSampler(int startupTrials) {
        this.startupTrials = startupTrials;
    }

    @Override
    public String version() {
        return "gp:1";
    }

    private record Candidate(Parameters parameters, double score) {}

    @Override
    public Suggestion suggest(SearchSpace space, History history, RandomGenerator random) {
        if (history.ranking().size() < Math.max(2, startupTrials)
                || space.dimensions().isEmpty()) {
            return Suggestion.of(space.choose(dimension -> dimension.draw(random)));
        }
        Evidence evidence = Evidence.of(history);
        Encoding encoding = new Encoding(space);
        double[][] points = evidence.trials().stream()
                .map(trial -> encoding.point(trial.parameters()))
                .toArray(double[][]::new);
        Hyper hyper = Hyper.fit(points, evidence.values());
        GaussianProcess process = withRunning(
                new GaussianProcess(points, evidence.values(), hyper), points, evidence, hyper, encoding, history);
        double best = Arrays.stream(evidence.values()).min().orElse(0);
        Acquisition acquisition = new Acquisition(encoding, process, best);
        return Suggestion.of(search(space, acquisition, incumbents(evidence), random));
    }

    private static GaussianProcess withRunning(
            GaussianProcess process,
            double[][] points,
            Evidence evidence,
            Hyper hyper,
            Encoding encoding,
            History history) {
        List<double[]> allPoints = new ArrayList<>(List.of(points));
        double[] values = Arrays.copyOf(evidence.values(), points.length + MOST_RUNNING);
        for (ObservedTrial running : history.running()) {
            if (!running.isJudged() && allPoints.size() < values.length) {
                double[] point = encoding.point(running.parameters());
                values[allPoints.size()] = process.at(point).mean();
                allPoints.add(point);
            }
        }
        return allPoints.size() == points.length
                ? process
                : new GaussianProcess(
                        allPoints.toArray(double[][]::new), Arrays.copyOf(values, allPoints.size()), hyper);
    }

    /** The trials with the least values, the best first. */
    private static List<Parameters> incumbents(Evidence evidence) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < evidence.values().length; i++) {
            order.add(i);
        }
        order.sort((a, b) -> Double.compare(evidence.values()[a], evidence.values()[b]));
        return order.stream()
                .limit(5)
                .map(i -> evidence.trials().get(i).parameters())
                .toList();
    }

    private static Parameters search(
            SearchSpace space, Acquisition acquisition, List<Parameters> incumbents, RandomGenerator random) {
        List<Candidate> pool = new ArrayList<>();
        for (int i = 0; i < SCATTERED; i++) {
            pool.add(acquisition.judge(space.choose(dimension -> dimension.draw(random))));
        }
        for (Parameters incumbent : incumbents) {
            for (int i = 0; i < STEPS; i++) {
                pool.add(acquisition.judge(near(space, incumbent, 0.2 * (i + 1) / STEPS, random)));
            }
        }
        double width = 0.1;
        for (int round = 0; round < ROUNDS; round++) {
            pool.sort((a, b) -> Double.compare(b.score(), a.score()));
            pool.subList(Math.min(4, pool.size()), pool.size()).clear();
            for (Candidate kept : List.copyOf(pool)) {
                for (int i = 0; i < STEPS / 4; i++) {
                    pool.add(acquisition.judge(near(space, kept.parameters(), width, random)));
                }
            }
            width *= 0.6;
        }
        return pool.stream()
                .reduce((a, b) -> b.score() > a.score() ? b : a)
                .orElseThrow()
                .parameters();
    }

    /** Some parameters changed a little; a category now and then, and then wholly. */
    private static Parameters near(SearchSpace space, Parameters from, double width, RandomGenerator random) {
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

    /** Expected improvement of candidates. */
    private record Acquisition(Encoding encoding, GaussianProcess process, double best) {

        Candidate judge(Parameters parameters) {
            GaussianProcess.Prediction prediction = process.at(encoding.point(parameters));
            double z = (best - prediction.mean()) / prediction.deviation();
            return new Candidate(parameters, logImprovement(z) + StrictMath.log(prediction.deviation()));
        }

        /** log(φ(z) + z Φ(z)); far below 0 by its asymptote. */
        private static double logImprovement(double z) {
            return z > -5
                    ? StrictMath.log(Normal.density(z) + z * Normal.cdf(z))
                    : Normal.logDensity(z) - 2 * StrictMath.log(-z);
        }
    }
}
