package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fewer points of a curve that still show its shape (min–max): the curve is cut into equally many points each, and of
 * each piece the smallest and the largest value stay, so that no peak is lost; the first and the last point always stay.
 */
final class Downsampling {

    private static final Comparator<Metric> BY_VALUE = Comparator.comparingDouble(Metric::value);

    private Downsampling() {}

    /**
     * At most {@code most} points of a curve, in its order.
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
