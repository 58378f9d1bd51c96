package dev.regatta.coordinator.search.pareto;

import dev.regatta.coordinator.search.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.PVector;

/** Non-dominated sorting and crowding distance (Deb et al. 2002, §III). */
public final class Fronts {

    private Fronts() {}

    /** The points that none dominates, in their order. In two dimensions O(n log n), else O(n²). */
    public static List<Point> first(List<Point> points) {
        boolean plane = points.stream().allMatch(each -> each.losses().length == 2 && each.violation() == 0);
        if (plane) {
            return inThePlane(points);
        }
        return points.stream()
                .filter(each -> points.stream().noneMatch(other -> other.dominates(each)))
                .toList();
    }

    /**
     * A front with one trial more.
     *
     * @param front numbers of trials that none of the history's dominated so far
     * @param trial completed, in the history; one that did not report every objective changes nothing
     */
    public static PVector<Integer> plus(PVector<Integer> front, History history, int trial) {
        Optional<Point> added = point(history, trial);
        if (added.isEmpty()) {
            return front;
        }
        PVector<Integer> kept = front;
        for (int member : front) {
            Point known = point(history, member).orElseThrow();
            if (known.dominates(added.get())) {
                return front;
            } else if (added.get().dominates(known)) {
                kept = kept.minus((Object) member);
            }
        }
        return kept.plus(trial);
    }

    private static Optional<Point> point(History history, int trial) {
        return history.trial(trial)
                .flatMap(observed -> Point.of(observed, history.directions()))
                .filter(Point::isNumber);
    }

    private static List<Point> inThePlane(List<Point> points) {
        List<Point> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.<Point>comparingDouble(each -> each.losses()[0])
                .thenComparingDouble(each -> each.losses()[1]));
        java.util.Set<Point> front = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        double lowest = Double.POSITIVE_INFINITY;
        double[] last = {};
        for (Point each : sorted) {
            if (each.losses()[1] < lowest || Arrays.equals(each.losses(), last)) {
                front.add(each);
                lowest = each.losses()[1];
                last = each.losses();
            }
        }
        return front.isEmpty()
                ? List.copyOf(points.stream().limit(1).toList())
                : points.stream().filter(front::contains).toList();
    }

    /** Every point in a front: none in one is dominated by one of the same or a later front. O(n²). */
    public static List<List<Point>> all(List<Point> points) {
        int n = points.size();
        int[] dominators = new int[n];
        List<List<Integer>> dominated = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            dominated.add(new ArrayList<>());
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (points.get(i).dominates(points.get(j))) {
                    dominated.get(i).add(j);
                    dominators[j]++;
                }
            }
        }
        return peel(points, dominators, dominated);
    }

    private static List<List<Point>> peel(List<Point> points, int[] dominators, List<List<Integer>> dominated) {
        List<List<Point>> fronts = new ArrayList<>();
        List<Integer> current = new ArrayList<>();
        for (int i = 0; i < dominators.length; i++) {
            if (dominators[i] == 0) {
                current.add(i);
            }
        }
        while (!current.isEmpty()) {
            fronts.add(current.stream().map(points::get).toList());
            List<Integer> next = new ArrayList<>();
            for (int i : current) {
                for (int j : dominated.get(i)) {
                    if (--dominators[j] == 0) {
                        next.add(j);
                    }
                }
            }
            next.sort(Comparator.naturalOrder());
            current = next;
        }
        return fronts;
    }

    /** How lonely each point of a front is: +∞ at its ends; by trial number. */
    public static Map<Integer, Double> crowding(List<Point> front) {
        Map<Integer, Double> distances = new HashMap<>();
        front.forEach(each -> distances.put(each.trial(), 0.0));
        int objectives = front.isEmpty() ? 0 : front.get(0).losses().length;
        for (int m = 0; m < objectives; m++) {
            int objective = m;
            List<Point> sorted = new ArrayList<>(front);
            sorted.sort(Comparator.<Point>comparingDouble(each -> each.losses()[objective])
                    .thenComparingInt(Point::trial));
            addGaps(sorted, objective, distances);
        }
        return distances;
    }

    private static void addGaps(List<Point> sorted, int objective, Map<Integer, Double> distances) {
        int last = sorted.size() - 1;
        double span = sorted.get(last).losses()[objective] - sorted.get(0).losses()[objective];
        distances.put(sorted.get(0).trial(), Double.POSITIVE_INFINITY);
        distances.put(sorted.get(last).trial(), Double.POSITIVE_INFINITY);
        for (int i = 1; i < last && span > 0 && span < Double.POSITIVE_INFINITY; i++) {
            double gap =
                    sorted.get(i + 1).losses()[objective] - sorted.get(i - 1).losses()[objective];
            distances.merge(sorted.get(i).trial(), gap / span, Double::sum);
        }
    }
}
