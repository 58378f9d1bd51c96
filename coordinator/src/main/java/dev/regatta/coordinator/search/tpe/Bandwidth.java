package dev.regatta.coordinator.search.tpe;

import java.util.Arrays;

/** How wide a kernel is, as a share of the range. */
final class Bandwidth {

    private Bandwidth() {}

    /**
     * The larger gap to a neighbour, the prior's centre and the bounds among them; an extreme observation has its inner gap
     * only.
     *
     * @param narrowing the least width is this share of the usual, 1/min(100, n + 2)
     */
    static double[] byGaps(double[] means, double narrowing) {
        int n = means.length;
        double[] sorted = Arrays.copyOf(means, n + 1);
        sorted[n] = 0.5;
        Arrays.sort(sorted);
        double[] widths = new double[n];
        for (int i = 0; i < n; i++) {
            int place = Arrays.binarySearch(sorted, means[i]);
            widths[i] = clip(gap(sorted, place), n, narrowing);
        }
        return widths;
    }

    private static double gap(double[] sorted, int place) {
        int last = sorted.length - 1;
        double left = sorted[place] - (place > 0 ? sorted[place - 1] : 0);
        double right = (place < last ? sorted[place + 1] : 1) - sorted[place];
        if (last == 0) {
            return Math.max(left, right);
        }
        return place == 0 ? right : place == last ? left : Math.max(left, right);
    }

    private static double clip(double width, int n, double narrowing) {
        return Math.max(narrowing / Math.min(100, n + 2), Math.min(1, width));
    }
}
