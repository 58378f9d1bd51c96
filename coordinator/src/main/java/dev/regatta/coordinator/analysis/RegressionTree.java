package dev.regatta.coordinator.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A regression tree over the unit cube, kept as its leaves: boxes with a value each, which fill the cube. A split is the
 * one that lessens the squared error most, among a random third of the dimensions (at least one).
 */
final class RegressionTree {

    private static final int LEAST_IN_LEAF = 3;
    private static final int MOST_DEPTH = 12;

    /** A box [low, high) with the mean of its points. */
    record Leaf(double[] low, double[] high, double value) {

        double volume() {
            double volume = 1;
            for (int d = 0; d < low.length; d++) {
                volume *= high[d] - low[d];
            }
            return volume;
        }
    }

    private record Split(int dimension, double at, double gain) {}

    private final double[][] points;
    private final int[][] ranks;
    private final double[] values;
    private final RandomGenerator random;
    private final List<Leaf> leaves = new ArrayList<>();

    private RegressionTree(double[][] points, int[][] ranks, double[] values, RandomGenerator random) {
        this.points = points;
        this.ranks = ranks;
        this.values = values;
        this.random = random;
    }

    /**
     * Fits a tree.
     *
     * @param points [n][dimensions], each from 0 to 1
     * @param ranks {@link #ranks} of the points
     * @param rows the points that count, which may repeat
     */
    static List<Leaf> fit(double[][] points, int[][] ranks, double[] values, int[] rows, RandomGenerator random) {
        RegressionTree tree = new RegressionTree(points, ranks, values, random);
        int dimensions = points[0].length;
        double[] low = new double[dimensions];
        double[] high = new double[dimensions];
        Arrays.fill(high, 1);
        tree.grow(rows, low, high, 0);
        return tree.leaves;
    }

    /** The place of each point in the order of each dimension, [dimensions][n]: worked out once for many trees. */
    static int[][] ranks(double[][] points) {
        int dimensions = points[0].length;
        int[][] ranks = new int[dimensions][points.length];
        for (int d = 0; d < dimensions; d++) {
            int dimension = d;
            int[] order = IntStream.range(0, points.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> points[row][dimension]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int rank = 0; rank < order.length; rank++) {
                ranks[d][order[rank]] = rank;
            }
        }
        return ranks;
    }

    private void grow(int[] rows, double[] low, double[] high, int depth) {
        Split split = depth < MOST_DEPTH && rows.length >= 2 * LEAST_IN_LEAF ? best(rows) : new Split(-1, 0, 0);
        if (split.dimension() < 0) {
            leaves.add(new Leaf(low, high, mean(rows)));
            return;
        }
        double[] middleHigh = high.clone();
        double[] middleLow = low.clone();
        middleHigh[split.dimension()] = split.at();
        middleLow[split.dimension()] = split.at();
        grow(side(rows, split, true), low, middleHigh, depth + 1);
        grow(side(rows, split, false), middleLow, high, depth + 1);
    }

    private int[] side(int[] rows, Split split, boolean below) {
        return Arrays.stream(rows)
                .filter(row -> points[row][split.dimension()] < split.at() == below)
                .toArray();
    }

    private double mean(int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).average().orElse(0);
    }

    private Split best(int[] rows) {
        int dimensions = points[0].length;
        int tried = Math.max(1, (dimensions + 2) / 3);
        int[] order = random.ints(0, Integer.MAX_VALUE).limit(dimensions).toArray();
        Integer[] shuffled = new Integer[dimensions];
        for (int d = 0; d < dimensions; d++) {
            shuffled[d] = d;
        }
        Arrays.sort(shuffled, (a, b) -> Integer.compare(order[a], order[b]));
        Split best = new Split(-1, 0, 1e-12);
        for (int i = 0; i < dimensions; i++) {
            if (i >= tried && best.dimension() >= 0) {
                break; // all of the random third were tried, and one of them splits
            }
            Split split = best(rows, shuffled[i]);
            best = split.gain() > best.gain() ? split : best;
        }
        return best;
    }

    /** The best split of one dimension: sums from the left against sums from the right, in one pass. */
    private Split best(int[] rows, int dimension) {
        int[] sorted = sorted(rows, ranks[dimension]);
        double total = 0;
        for (int row : sorted) {
            total += values[row];
        }
        double left = 0;
        Split best = new Split(-1, 0, 0);
        for (int n = 1; n < sorted.length; n++) {
            left += values[sorted[n - 1]];
            double before = points[sorted[n - 1]][dimension];
            double after = points[sorted[n]][dimension];
            if (n >= LEAST_IN_LEAF && sorted.length - n >= LEAST_IN_LEAF && before < after) {
                double right = total - left;
                double gain = left * left / n + right * right / (sorted.length - n) - total * total / sorted.length;
                best = gain > best.gain() ? new Split(dimension, (before + after) / 2, gain) : best;
            }
        }
        return best;
    }

    /** Rows by rank. Rank and row share a number, so that nothing has to be boxed. */
    private static int[] sorted(int[] rows, int[] rank) {
        long[] keys = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            keys[i] = (long) rank[rows[i]] << Integer.SIZE | rows[i];
        }
        Arrays.sort(keys);
        int[] sorted = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            sorted[i] = (int) keys[i];
        }
        return sorted;
    }
}
