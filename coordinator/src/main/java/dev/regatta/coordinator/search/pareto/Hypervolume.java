package dev.regatta.coordinator.search.pareto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The volume between a set of losses and a reference point: what a front has gained. Exact: by a sweep in two dimensions,
 * else by exclusive volumes (WFG; While, Bradstreet and Barone 2012), whose cost is exponential in the worst case and
 * small for fronts of some hundred points in up to five dimensions.
 */
public final class Hypervolume {

    private Hypervolume() {}

    /**
     * @param losses one row for each point; those that are not below the reference everywhere add nothing
     * @throws IllegalArgumentException if a row is not as long as the reference
     */
    public static double of(List<double[]> losses, double[] reference) {
        List<double[]> inside = new ArrayList<>();
        for (double[] row : losses) {
            if (row.length != reference.length) {
                throw new IllegalArgumentException(
                        "a point has " + row.length + " losses, must have " + reference.length);
            }
            if (isBelow(row, reference)) {
                inside.add(row);
            }
        }
        return inside.isEmpty() ? 0 : reference.length == 2 ? plane(inside, reference) : wfg(inside, reference);
    }

    private static boolean isBelow(double[] row, double[] reference) {
        for (int i = 0; i < row.length; i++) {
            if (!(row[i] < reference[i])) {
                return false;
            }
        }
        return true;
    }

    private static double plane(List<double[]> points, double[] reference) {
        List<double[]> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(row -> row[0]));
        double volume = 0;
        double height = reference[1];
        for (double[] row : sorted) {
            if (row[1] < height) {
                volume += (reference[0] - row[0]) * (height - row[1]);
                height = row[1];
            }
        }
        return volume;
    }

    /** Each point adds its box less what the later ones cover of it. */
    private static double wfg(List<double[]> points, double[] reference) {
        List<double[]> front = nonDominated(points);
        front.sort(Comparator.comparingDouble(row -> -row[row.length - 1]));
        double volume = 0;
        for (int i = 0; i < front.size(); i++) {
            double[] own = front.get(i);
            List<double[]> limited = new ArrayList<>();
            for (int j = i + 1; j < front.size(); j++) {
                limited.add(worse(own, front.get(j)));
            }
            volume += box(own, reference) - (limited.isEmpty() ? 0 : wfg(limited, reference));
        }
        return volume;
    }

    private static double box(double[] row, double[] reference) {
        double volume = 1;
        for (int i = 0; i < row.length; i++) {
            volume *= reference[i] - row[i];
        }
        return volume;
    }

    private static double[] worse(double[] a, double[] b) {
        double[] row = new double[a.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = Math.max(a[i], b[i]);
        }
        return row;
    }

    private static List<double[]> nonDominated(List<double[]> points) {
        List<double[]> kept = new ArrayList<>();
        for (double[] row : points) {
            if (kept.stream().noneMatch(other -> covers(other, row))) {
                kept.removeIf(other -> covers(row, other));
                kept.add(row);
            }
        }
        return kept;
    }

    /** Nowhere worse. */
    private static boolean covers(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] > b[i]) {
                return false;
            }
        }
        return true;
    }
}
