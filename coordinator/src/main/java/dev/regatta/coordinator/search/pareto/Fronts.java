package dev.regatta.coordinator.search.pareto;

import dev.regatta.coordinator.search.Direction;
import dev.regatta.coordinator.search.ObservedTrial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.pcollections.PVector;

/** Non-dominated sorting and crowding distance (Deb et al. 2002, §III). */
public final class Fronts {

    private Fronts() {}

    /** The points that none dominates, in their order. In two dimensions O(n log n), else O(n · points of the front). */
    public static List<Point> first(List<Point> points) {
        double least = points.stream().mapToDouble(Point::violation).min().orElse(0);
        List<Point> candidates =
                points.stream().filter(each -> each.violation() == least).toList();
        if (least > 0) {
            return candidates; // as infeasible as each other
        }
        boolean plane = candidates.stream().allMatch(each -> each.losses().length == 2);
        return plane ? inThePlane(candidates) : inSpace(candidates);
    }

    /** In the order of their losses no point comes before one that dominates it: only the front so far is looked at. */
    private static List<Point> inSpace(List<Point> points) {
        List<Point> sorted = new ArrayList<>(points);
        sorted.sort((a, b) -> Arrays.compare(a.losses(), b.losses()));
        List<Point> front = new ArrayList<>();
        for (Point each : sorted) {
            if (front.stream().noneMatch(known -> known.dominates(each))) {
                front.add(each);
            }
        }
        Set<Point> members = Collections.newSetFromMap(new IdentityHashMap<>());
        members.addAll(front);
        return points.stream().filter(members::contains).toList();
    }

    /**
     * A front with one trial more.
     *
     * @param front numbers of trials that none so far dominated
     * @param trials by number, those of the front among them
     * @param added completed; one that lacks an objective's value changes nothing
     */
    public static PVector<Integer> plus(
            PVector<Integer> front,
            IntFunction<Optional<ObservedTrial>> trials,
            List<Direction> directions,
            ObservedTrial added) {
        Optional<Point> point = Point.of(added, directions).filter(Point::isNumber);
        if (point.isEmpty() || front.contains(added.number())) {
            return front;
        }
        PVector<Integer> kept = front;
        for (int member : front) {
            Point known =
                    Point.of(trials.apply(member).orElseThrow(), directions).orElseThrow();
            if (known.dominates(point.get())) {
                return front;
            } else if (point.get().dominates(known)) {
                kept = kept.minus((Object) member);
            }
        }
        return kept.plus(added.number());
    }

    private static List<Point> inThePlane(List<Point> points) {
        List<Point> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.<Point>comparingDouble(each -> each.losses()[0])
                .thenComparingDouble(each -> each.losses()[1]));
        Set<Point> front = Collections.newSetFromMap(new IdentityHashMap<>());
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
