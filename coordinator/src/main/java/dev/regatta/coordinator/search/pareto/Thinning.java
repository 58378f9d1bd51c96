package dev.regatta.coordinator.search.pareto;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Takes the most crowded point from a front, again and again, and judges its neighbours anew each time (Kukkonen and Deb
 * 2006). To take all at once, as NSGA-II has it, can empty a dense part of the front, since each of its points is crowded by the others.
 */
public final class Thinning {

    private static final int NONE = -1;

    private final List<Point> front;
    private final int objectives;
    private final double[] spans;
    /** By objective and point, the next better point that is left, or {@link #NONE}. */
    private final int[][] before;

    private final int[][] after;
    private final double[] distances;

    private Thinning(List<Point> front) {
        this.front = front;
        objectives = front.get(0).losses().length;
        spans = new double[objectives];
        before = new int[objectives][front.size()];
        after = new int[objectives][front.size()];
        for (int m = 0; m < objectives; m++) {
            link(m);
        }
        distances = IntStream.range(0, front.size()).mapToDouble(this::distance).toArray();
    }

    /** The front's points but for the most crowded ones, at most {@code limit}, in their order. */
    public static List<Point> of(List<Point> front, int limit) {
        return front.size() <= limit ? front : new Thinning(front).to(limit);
    }

    private void link(int objective) {
        int[] sorted = IntStream.range(0, front.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(each -> loss(objective, each))
                        .thenComparingInt(each -> front.get(each).trial()))
                .mapToInt(Integer::intValue)
                .toArray();
        int last = sorted.length - 1;
        for (int i = 0; i <= last; i++) {
            before[objective][sorted[i]] = i == 0 ? NONE : sorted[i - 1];
            after[objective][sorted[i]] = i == last ? NONE : sorted[i + 1];
        }
        spans[objective] = loss(objective, sorted[last]) - loss(objective, sorted[0]);
    }

    private double loss(int objective, int point) {
        return front.get(point).losses()[objective];
    }

    /** As {@link Fronts#crowding}, among the points that are left. */
    private double distance(int point) {
        double sum = 0;
        for (int m = 0; m < objectives; m++) {
            int better = before[m][point];
            int worse = after[m][point];
            if (better == NONE || worse == NONE) {
                return Double.POSITIVE_INFINITY;
            }
            if (spans[m] > 0 && spans[m] < Double.POSITIVE_INFINITY) {
                sum += (loss(m, worse) - loss(m, better)) / spans[m];
            }
        }
        return sum;
    }

    private List<Point> to(int limit) {
        TreeSet<Integer> left = new TreeSet<>(Comparator.<Integer>comparingDouble(each -> distances[each])
                .thenComparing(each -> front.get(each).trial(), Comparator.reverseOrder()));
        IntStream.range(0, front.size()).forEach(left::add);
        while (left.size() > limit) {
            int taken = left.first();
            left.remove(taken);
            Set<Integer> neighbours = new HashSet<>();
            for (int m = 0; m < objectives; m++) {
                neighbours.add(before[m][taken]);
                neighbours.add(after[m][taken]);
            }
            neighbours.remove(NONE);
            left.removeAll(neighbours); // before their distances change, by which they are found
            unlink(taken);
            neighbours.forEach(each -> distances[each] = distance(each));
            left.addAll(neighbours);
        }
        return IntStream.range(0, front.size())
                .filter(left::contains)
                .mapToObj(front::get)
                .toList();
    }

    private void unlink(int point) {
        for (int m = 0; m < objectives; m++) {
            int better = before[m][point];
            int worse = after[m][point];
            if (better != NONE) {
                after[m][better] = worse;
            }
            if (worse != NONE) {
                before[m][worse] = better;
            }
        }
    }
}
