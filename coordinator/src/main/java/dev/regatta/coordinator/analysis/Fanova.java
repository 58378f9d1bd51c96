package dev.regatta.coordinator.analysis;

import dev.regatta.coordinator.analysis.RegressionTree.Leaf;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

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
        Map<String, double[]> columnOf = new LinkedHashMap<>();
        double[][] places = Axis.places(axes, finite);
        for (int d = 0; d < places.length; d++) {
            if (Arrays.stream(places[d]).noneMatch(Double::isNaN)) {
                columnOf.put(axes.get(d).name(), places[d]);
            }
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        columnOf.keySet().forEach(name -> shares.put(name, 0.0));
        if (finite.size() < 4 || columnOf.isEmpty()) {
            return shares;
        }
        List<String> names = List.copyOf(columnOf.keySet());
        double[][] columns = columnOf.values().toArray(double[][]::new);
        double[] values = finite.stream().mapToDouble(Observation::value).toArray();
        int[][] orders = RegressionTree.orders(columns);
        SplittableRandom random = new SplittableRandom(finite.size());
        for (int t = 0; t < TREES; t++) {
            int[] counts = bootstrap(random, values.length);
            double[] tree = explained(RegressionTree.fit(columns, orders, values, counts, random));
            for (int d = 0; d < tree.length; d++) {
                shares.merge(names.get(d), tree[d] / TREES, Double::sum);
            }
        }
        return PedAnova.shares(shares);
    }

    /** How often each of so many points is drawn, of as many draws. */
    private static int[] bootstrap(SplittableRandom random, int size) {
        int[] counts = new int[size];
        for (int i = 0; i < size; i++) {
            counts[random.nextInt(size)]++;
        }
        return counts;
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

    /** Where a leaf ends in the dimension, ascending and each once: 0 and 1 among them, since leaves fill the cube. */
    private static double[] cuts(List<Leaf> leaves, int dimension) {
        double[] ends = new double[2 * leaves.size()];
        for (int i = 0; i < leaves.size(); i++) {
            ends[2 * i] = leaves.get(i).low()[dimension];
            ends[2 * i + 1] = leaves.get(i).high()[dimension];
        }
        Arrays.sort(ends);
        int size = 0;
        for (double end : ends) {
            if (size == 0 || end > ends[size - 1]) {
                ends[size++] = end;
            }
        }
        return Arrays.copyOf(ends, size);
    }

    /** Variance of the tree's mean over all dimensions but one, which changes only at the leaves' edges. */
    private static double marginalVariance(List<Leaf> leaves, int dimension, double mean) {
        double[] cuts = cuts(leaves, dimension);
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
