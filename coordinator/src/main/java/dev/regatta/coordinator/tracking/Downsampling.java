package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Fewer points of a curve that still show its shape. */
final class Downsampling {

    private static final Comparator<Metric> BY_VALUE = Comparator.comparingDouble(Metric::value);

    private Downsampling() {}

    /**
     * {@code most} of the steps at even distances, and the last; all, if there are no more.
     *
     * @param steps in ascending order, each once
     * @param most ≥ 1
     */
    static List<Long> evenly(List<Long> steps, int most) {
        if (steps.size() <= most) {
            return steps;
        }
        List<Long> chosen = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            chosen.add(steps.get((int) ((long) i * steps.size() / most)));
        }
        chosen.add(steps.get(steps.size() - 1));
        return chosen;
    }

    /** All points on these steps. */
    static UnaryOperator<List<Metric>> onSteps(Set<Long> steps) {
        return curve ->
                curve.stream().filter(point -> steps.contains(point.step())).toList();
    }

    /**
     * At most {@code most} points of a curve, in its order: it is cut into equally many points each, and of each piece the
     * smallest and the largest value stay, so that no peak is lost; the first and the last point always stay.
     *
     * @param curve in the order of {@link Metric#ALONG_CURVE}
     * @param most ≥ 1
     */
    static List<Metric> minMax(List<Metric> curve, int most) {
        if (curve.size() <= most) {
            return curve;
        } else if (most < 4) {
            return curve.subList(curve.size() - most, curve.size());
        }
        int pieces = (most - 2) / 2;
        List<Metric> inner = curve.subList(1, curve.size() - 1);
        List<Metric> kept = new ArrayList<>();
        kept.add(curve.get(0));
        for (int piece = 0; piece < pieces; piece++) {
            int from = (int) ((long) inner.size() * piece / pieces);
            int to = (int) ((long) inner.size() * (piece + 1) / pieces);
            kept.addAll(extremes(inner.subList(from, to)));
        }
        kept.add(curve.get(curve.size() - 1));
        return kept;
    }

    private static Set<Metric> extremes(List<Metric> piece) {
        Set<Metric> extremes = new TreeSet<>(Metric.ALONG_CURVE);
        piece.stream().min(BY_VALUE).ifPresent(extremes::add);
        piece.stream().max(BY_VALUE).ifPresent(extremes::add);
        return extremes;
    }
}
