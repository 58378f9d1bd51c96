package dev.regatta.coordinator.analysis;

import dev.regatta.coordinator.analysis.RegressionTree.Leaf;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Importance of each parameter as the share of the variance that it explains alone, averaged over {@value #TREES}
 * regression trees. Of more than {@value #SAMPLE} trials a sample, evenly spread over them, is used. Parameters that not
 * every trial has are left out.
 *
 * @see <a href="https://proceedings.mlr.press/v32/hutter14.html">An efficient approach for assessing hyperparameter
 *     importance</a>
 */
public final class Fanova {

    private static final int TREES = 64;
    private static final int SAMPLE = 2_000;

    private Fanova() {}

    /** The importances, which add up to 1; all 0 if nothing can be told. The same observations give the same answer. */
    public static Map<String, Double> of(List<Axis> axes, List<Observation> observations) {
        List<Observation> finite = Sampling.evenly(
                observations.stream().filter(Observation::isFinite).toList(), SAMPLE);
        List<Axis> common = axes.stream()
                .filter(axis ->
                        finite.stream().allMatch(each -> axis.place(each).isPresent()))
                .toList();
        Map<String, Double> shares = new LinkedHashMap<>();
        common.forEach(axis -> shares.put(axis.name(), 0.0));
        if (finite.size() < 4 || common.isEmpty()) {
            return shares;
        }
        double[][] points = new double[finite.size()][common.size()];
        double[] values = new double[finite.size()];
        for (int i = 0; i < finite.size(); i++) {
            values[i] = finite.get(i).value();
            for (int d = 0; d < common.size(); d++) {
                points[i][d] = common.get(d).place(finite.get(i)).orElseThrow();
            }
        }
        int[][] ranks = RegressionTree.ranks(points);
        SplittableRandom random = new SplittableRandom(finite.size());
        for (int t = 0; t < TREES; t++) {
            int[] rows = bootstrap(random, values.length);
            double[] tree = explained(RegressionTree.fit(points, ranks, values, rows, random));
            for (int d = 0; d < tree.length; d++) {
                shares.merge(common.get(d).name(), tree[d] / TREES, Double::sum);
            }
        }
        return PedAnova.shares(shares);
    }

    private static int[] bootstrap(SplittableRandom random, int size) {
        return random.ints(size, 0, size).toArray();
    }

    /** The share of a tree's variance that each dimension explains alone. */
    private static double[] explained(List<Leaf> leaves) {
        int dimensions = leaves.get(0).low().length;
        double mean = 0;
        double squares = 0;
        for (Leaf leaf : leaves) {
            mean += leaf.volume() * leaf.value();
            squares += leaf.volume() * leaf.value() * leaf.value();
        }
        double variance = squares - mean * mean;
        double[] shares = new double[dimensions];
        for (int d = 0; d < dimensions && variance > 0; d++) {
            shares[d] = marginalVariance(leaves, d, mean) / variance;
        }
        return shares;
    }

    /** Variance of the tree's mean over all dimensions but one, which changes only at the leaves' edges. */
    private static double marginalVariance(List<Leaf> leaves, int dimension, double mean) {
        double[] cuts = DoubleStream.concat(
                        DoubleStream.of(0, 1),
                        leaves.stream()
                                .flatMapToDouble(
                                        leaf -> DoubleStream.of(leaf.low()[dimension], leaf.high()[dimension])))
                .sorted()
                .distinct()
                .toArray();
        double[] steps = new double[cuts.length];
        for (Leaf leaf : leaves) {
            double low = leaf.low()[dimension];
            double high = leaf.high()[dimension];
            double share = leaf.value() * leaf.volume() / (high - low);
            steps[Arrays.binarySearch(cuts, low)] += share;
            steps[Arrays.binarySearch(cuts, high)] -= share;
        }
        double variance = 0;
        double marginal = 0;
        for (int i = 0; i + 1 < cuts.length; i++) {
            marginal += steps[i];
            variance += (cuts[i + 1] - cuts[i]) * (marginal - mean) * (marginal - mean);
        }
        return variance;
    }
}
