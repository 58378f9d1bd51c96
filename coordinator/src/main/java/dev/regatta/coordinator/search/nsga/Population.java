package dev.regatta.coordinator.search.nsga;

import dev.regatta.coordinator.search.pareto.Fronts;
import dev.regatta.coordinator.search.pareto.Point;
import dev.regatta.coordinator.search.pareto.Thinning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The points a generation is bred from, the best first: by front, then by crowding distance. */
record Population(List<Point> members) {

    /** The best {@code size} of the points. */
    static Population of(List<Point> points, int size) {
        List<Point> first = Fronts.first(points);
        return new Population(first.size() >= size ? loneliest(first, size) : best(points, size));
    }

    private static List<Point> best(List<Point> points, int size) {
        List<Point> kept = new ArrayList<>();
        for (List<Point> front : Fronts.all(points)) {
            kept.addAll(loneliest(front, size - kept.size()));
            if (kept.size() == size) {
                break;
            }
        }
        return kept;
    }

    private static List<Point> loneliest(List<Point> front, int limit) {
        List<Point> kept = Thinning.of(front, limit);
        Map<Integer, Double> crowding = Fronts.crowding(kept);
        return kept.stream()
                .sorted(Comparator.<Point>comparingDouble(each -> -crowding.getOrDefault(each.trial(), 0.0))
                        .thenComparingInt(Point::trial))
                .toList();
    }

    /** The better of two at random; its trial's number. */
    int tournament(RandomGenerator random) {
        int a = random.nextInt(members.size());
        int b = random.nextInt(members.size());
        return members.get(Math.min(a, b)).trial();
    }
}
