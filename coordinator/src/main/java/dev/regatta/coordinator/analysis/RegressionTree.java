package dev.regatta.coordinator.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A regression tree over the unit cube, kept as its leaves: boxes with a value each, which fill the cube. A split is the
 * one that lessens the squared error most, among a random third of the dimensions (at least one). Rows are sorted by each
 * dimension once, and each split keeps their orders, so that a level of the tree costs O(rows · dimensions).
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

    private record Split(int dimension, double at, double gain) {
        static final Split NONE = new Split(-1, 0, 0);
    }

    private final double[][] columns;
    private final double[] values;
    private final RandomGenerator random;
    private final int[][] sorted;
    private final int[] buffer;
    private final int[] dimensions;
    private final List<Leaf> leaves = new ArrayList<>();

    private RegressionTree(double[][] columns, double[] values, int[][] sorted, RandomGenerator random) {
        this.columns = columns;
        this.values = values;
        this.random = random;
        this.sorted = sorted;
        this.buffer = new int[sorted[0].length];
        this.dimensions = IntStream.range(0, columns.length).toArray();
    }

    /**
     * Fits a tree.
     *
     * @param columns [dimensions][n], each from 0 to 1
     * @param orders {@link #orders} of the columns
     * @param values [n]
     * @param counts how often each point counts, [n]; some must
     */
    static List<Leaf> fit(double[][] columns, int[][] orders, double[] values, int[] counts, RandomGenerator random) {
        int rows = Arrays.stream(counts).sum();
        int[][] sorted = new int[columns.length][rows];
        for (int d = 0; d < columns.length; d++) {
            repeat(orders[d], counts, sorted[d]);
        }
        RegressionTree tree = new RegressionTree(columns, values, sorted, random);
        double[] low = new double[columns.length];
        double[] high = new double[columns.length];
        Arrays.fill(high, 1);
        tree.grow(0, rows, low, high, 0);
        return tree.leaves;
    }

    private static void repeat(int[] order, int[] counts, int[] to) {
        int next = 0;
        for (int row : order) {
            for (int i = 0; i < counts[row]; i++) {
                to[next++] = row;
            }
        }
    }

    /** The points by each dimension, [dimensions][n]: worked out once for many trees. */
    static int[][] orders(double[][] columns) {
        return Arrays.stream(columns)
                .map(column -> IntStream.range(0, column.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> column[row]))
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
    }

    private void grow(int from, int to, double[] low, double[] high, int depth) {
        Split split = depth < MOST_DEPTH && to - from >= 2 * LEAST_IN_LEAF ? best(from, to) : Split.NONE;
        if (split.dimension() < 0) {
            leaves.add(new Leaf(low, high, sum(from, to) / (to - from)));
            return;
        }
        double[] middleHigh = high.clone();
        double[] middleLow = low.clone();
        middleHigh[split.dimension()] = split.at();
        middleLow[split.dimension()] = split.at();
        int middle = divide(from, to, split);
        grow(from, middle, low, middleHigh, depth + 1);
        grow(middle, to, middleLow, high, depth + 1);
    }

    /** In every dimension's order: the rows below the split first, else as they were. */
    private int divide(int from, int to, Split split) {
        double[] column = columns[split.dimension()];
        int middle = from;
        for (int[] rows : sorted) {
            int below = from;
            int above = 0;
            for (int i = from; i < to; i++) {
                int row = rows[i];
                if (column[row] < split.at()) {
                    rows[below++] = row;
                } else {
                    buffer[above++] = row;
                }
            }
            System.arraycopy(buffer, 0, rows, below, above);
            middle = below;
        }
        return middle;
    }

    private double sum(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[sorted[0][i]];
        }
        return sum;
    }

    private Split best(int from, int to) {
        int tried = Math.max(1, (dimensions.length + 2) / 3);
        double total = sum(from, to);
        Split best = new Split(-1, 0, 1e-12);
        for (int i = 0; i < dimensions.length; i++) {
            if (i >= tried && best.dimension() >= 0) {
                break; // all of the random third were tried, and one of them splits
            }
            int drawn = i + random.nextInt(dimensions.length - i);
            int dimension = dimensions[drawn];
            dimensions[drawn] = dimensions[i];
            dimensions[i] = dimension;
            Split split = best(from, to, dimension, total);
            best = split.gain() > best.gain() ? split : best;
        }
        return best;
    }

    /** The best split of one dimension: sums from the left against sums from the right, in one pass. */
    private Split best(int from, int to, int dimension, double total) {
        int[] rows = sorted[dimension];
        double[] column = columns[dimension];
        double whole = total * total / (to - from);
        double left = 0;
        double most = 0;
        double at = 0;
        for (int i = from + 1; i <= to - LEAST_IN_LEAF; i++) {
            left += values[rows[i - 1]];
            double before = column[rows[i - 1]];
            double after = column[rows[i]];
            if (i - from >= LEAST_IN_LEAF && before < after) {
                double right = total - left;
                double gain = left * left / (i - from) + right * right / (to - i) - whole;
                if (gain > most) {
                    most = gain;
                    at = Math.max(Math.nextUp(before), (before + after) / 2);
                }
            }
        }
        return most > 0 ? new Split(dimension, at, most) : Split.NONE;
    }
}
