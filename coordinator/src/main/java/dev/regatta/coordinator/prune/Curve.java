package dev.regatta.coordinator.prune;

import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What a trial has reported so far.
 *
 * @param points in the order of their steps
 * @param best the lowest value; NaN before the first number
 * @param over the trial has ended: it reports no more
 */
record Curve(PVector<Point> points, double best, boolean over) {

    static final Curve EMPTY = new Curve(TreePVector.empty(), Double.NaN, false);
    static final Curve OVER = new Curve(TreePVector.empty(), Double.NaN, true);

    /** One report. */
    record Point(long step, double value) {}

    /** The last report's step; 0 before the first. */
    long lastStep() {
        return points.isEmpty() ? 0 : points.get(points.size() - 1).step();
    }

    boolean takes(PruningFact.Reported report) {
        return !over && report.step() > lastStep();
    }

    Curve plus(PruningFact.Reported report) {
        return new Curve(points.plus(new Point(report.step(), report.value())), lower(best, report.value()), false);
    }

    /** The lower of two values; NaN only if both are. */
    static double lower(double a, double b) {
        if (Double.isNaN(a)) {
            return b;
        }
        return b < a ? b : a;
    }
}
