package dev.regatta.worker.eval;

import java.util.Arrays;

/**
 * How often row r and column c meet: a confusion matrix (rows are true classes, columns predicted ones) or clusters
 * (rows) against classes (columns). Immutable.
 */
public final class Contingency {
    private final int[][] counts;
    private final long total;

    private Contingency(int[][] counts) {
        this.counts = counts;
        this.total = Arrays.stream(counts)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .sum();
    }

    /** A table of counts, row by row; rows are of equal length. */
    public static Contingency of(int[][] counts) {
        return new Contingency(Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new));
    }

    /** Counts pairs; those with a negative member are left out. */
    public static Contingency of(int[] first, int[] second, int rows, int columns) {
        int[][] counts = new int[rows][columns];
        for (int i = 0; i < first.length; i++) {
            if (first[i] >= 0 && second[i] >= 0) {
                counts[first[i]][second[i]]++;
            }
        }
        return new Contingency(counts);
    }

    /** A copy, row by row. */
    public int[][] counts() {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /** Number of pairs. */
    public long total() {
        return total;
    }

    /** Share of pairs on the diagonal; NaN without pairs. */
    public double accuracy() {
        long right = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
        }
        return right / (double) total;
    }

    /**
     * Clustering accuracy: the largest share of samples whose class is that of their cluster, over all ways to give
     * clusters different classes.
     */
    public double matchedAccuracy() {
        int[] columns = Matching.ofLargestSum(counts);
        long right = 0;
        for (int row = 0; row < counts.length; row++) {
            right += columns[row] < 0 ? 0 : counts[row][columns[row]];
        }
        return right / (double) total;
    }

    /**
     * Adjusted Rand index: 1 for equal partitions, 0 on average for independent ones, negative below that.
     *
     * @see <a href="https://doi.org/10.1007/BF01908075">Hubert and Arabie, Comparing partitions</a>
     */
    public double adjustedRandIndex() {
        double together = pairs(Arrays.stream(counts)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .toArray());
        double rows = pairs(rowSums());
        double columns = pairs(columnSums());
        double expected = rows * columns / Math.max(1, pairs(new long[] {total}));
        double most = (rows + columns) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private long[] rowSums() {
        return Arrays.stream(counts)
                .mapToLong(row -> Arrays.stream(row).asLongStream().sum())
                .toArray();
    }

    private long[] columnSums() {
        long[] sums = new long[counts.length == 0 ? 0 : counts[0].length];
        for (int[] row : counts) {
            for (int c = 0; c < row.length; c++) {
                sums[c] += row[c];
            }
        }
        return sums;
    }

    private static double pairs(long[] parts) {
        return Arrays.stream(parts).mapToDouble(part -> part * (part - 1) / 2.0).sum();
    }
}
