package dev.regatta.worker.eval;

import java.util.Arrays;

/** The assignment problem, by the Hungarian algorithm with potentials in O(rows² · columns). */
final class Matching {
    private Matching() {}

    /**
     * Gives rows different columns so that the sum of their entries is largest.
     *
     * @param gain rows of equal length
     * @return the column of each row; −1 where there are fewer columns than rows and the row has none
     */
    static int[] ofLargestSum(int[][] gain) {
        int rows = gain.length;
        int columns = rows == 0 ? 0 : gain[0].length;
        int[] rowOf = columnOwners(gain, rows, Math.max(rows, columns));
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, -1);
        for (int column = 0; column < columns; column++) {
            if (rowOf[column] >= 0) {
                columnOf[rowOf[column]] = column;
            }
        }
        return columnOf;
    }

    /** The row of each column, −1 for none; columns past the table's are of gain 0. */
    private static int[] columnOwners(int[][] gain, int rows, int columns) {
        int[] owner = new int[columns];
        Arrays.fill(owner, -1);
        long[] rowPotential = new long[rows];
        long[] columnPotential = new long[columns];
        for (int row = 0; row < rows; row++) {
            augment(row, gain, owner, rowPotential, columnPotential);
        }
        return owner;
    }

    /** Finds the cheapest alternating path from a free row to a free column, and turns it over. */
    private static void augment(int start, int[][] gain, int[] owner, long[] rowPotential, long[] columnPotential) {
        int columns = owner.length;
        long[] slack = new long[columns];
        int[] before = new int[columns];
        boolean[] visited = new boolean[columns];
        Arrays.fill(slack, Long.MAX_VALUE);
        Arrays.fill(before, -1);
        int row = start;
        int last = -1;
        while (row >= 0) {
            int next = -1;
            for (int c = 0; c < columns; c++) {
                if (!visited[c]) {
                    long cost = cost(gain, row, c) - rowPotential[row] - columnPotential[c];
                    if (cost < slack[c]) {
                        slack[c] = cost;
                        before[c] = last;
                    }
                    next = next < 0 || slack[c] < slack[next] ? c : next;
                }
            }
            long step = slack[next];
            rowPotential[start] += step;
            for (int c = 0; c < columns; c++) {
                if (visited[c]) {
                    rowPotential[owner[c]] += step;
                    columnPotential[c] -= step;
                } else {
                    slack[c] -= step;
                }
            }
            visited[next] = true;
            last = next;
            row = owner[next];
        }
        turnOver(start, last, before, owner);
    }

    private static void turnOver(int start, int last, int[] before, int[] owner) {
        for (int c = last; c >= 0; c = before[c]) {
            owner[c] = before[c] < 0 ? start : owner[before[c]];
        }
    }

    private static long cost(int[][] gain, int row, int column) {
        return column < gain[row].length ? -(long) gain[row][column] : 0;
    }
}
