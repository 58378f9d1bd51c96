package dev.regatta.coordinator.search.nsga;

import dev.regatta.coordinator.search.pareto.Fronts;
import dev.regatta.coordinator.search.pareto.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The points a generation is bred from, the best first: by front, then by crowding distance. */
record Population(List<Point> members) {

    /**
     * What is left of the points when they came in turns of {@code size}, each turn competing with the survivors of those
     * before. Linear in the number of points.
     */
    static Population of(List<Point> points, int size) {
        List<Point> survivors = List.of();
        for (int from = 0; from < points.size(); from += size) {
            List<Point> rivals = new ArrayList<>(survivors);
            rivals.addAll(points.subList(from, Math.min(points.size(), from + size)));
            survivors = best(rivals, size);
        }
        return new Population(survivors);
    }

    private static List<Point> best(List<Point> points, int size) {
        List<Point> kept = new ArrayList<>();
        for (List<Point> front : Fronts.all(points)) {
            Map<Integer, Double> crowding = Fronts.crowding(front);
            List<Point> sorted = new ArrayList<>(front);
            sorted.sort(Comparator.<Point>comparingDouble(each -> -crowding.getOrDefault(each.trial(), 0.0))
                    .thenComparingInt(Point::trial));
            kept.addAll(sorted.subList(0, Math.min(sorted.size(), size - kept.size())));
            if (kept.size() == size) {
                break;
            }
        }
        return kept;
    }

    /** The better of two at random; its trial's number. */
    int tournament(RandomGenerator random) {
        int a = random.nextInt(members.size());
        int b = random.nextInt(members.size());
        return members.get(Math.min(a, b)).trial();
    }
}
