package dev.regatta.coordinator.prune;

import dev.regatta.coordinator.prune.PruningFact.Reported;
import java.util.List;

/**
 * Lets another pruner end a trial only if its value has not fallen during the last reports.
 *
 * @param inner asks for the end; it must not pause
 * @param patience reports without improvement that are borne, ≥ 0
 * @param minDelta what counts as improvement is more than this, ≥ 0
 */
public record Patient(Pruner inner, int patience, double minDelta, Curves curves) implements Pruner {

    /** @throws IllegalArgumentException naming the bound that is not kept */
    public Patient {
        Bound.atLeast("patience", patience, 0);
        Bound.within("min_delta", minDelta, 0, Double.MAX_VALUE);
        if (inner.pauses()) {
            throw new IllegalArgumentException(
                    "a patient pruner cannot wrap one that pauses, such as " + inner.version());
        }
    }

    public Patient(Pruner inner, int patience, double minDelta) {
        this(inner, patience, minDelta, Curves.NONE);
    }

    @Override
    public String version() {
        return "patient:1(" + inner.version() + ")";
    }

    @Override
    public Verdict judge(Reported report) {
        Verdict wanted = inner.judge(report);
        boolean ends = wanted.kind() == Verdict.Kind.PRUNE && hasStalled(report);
        return ends
                ? Verdict.prune(wanted.reason() + ", and " + patience + " reports brought no improvement")
                : Verdict.CONTINUE;
    }

    private boolean hasStalled(Reported report) {
        Curve curve = curves.of(report.trial());
        if (!curve.takes(report)) {
            return false;
        }
        List<Curve.Point> points = curve.plus(report).points();
        int begin = points.size() - patience - 1; // the window: the report that must be beaten is the one before it
        return begin > 0
                && !(lowest(points.subList(begin, points.size())) < lowest(points.subList(0, begin)) - minDelta);
    }

    private static double lowest(List<Curve.Point> points) {
        double lowest = Double.NaN;
        for (Curve.Point point : points) {
            lowest = Curve.lower(lowest, point.value());
        }
        return lowest;
    }

    @Override
    public List<Standing> standings() {
        return inner.standings();
    }

    @Override
    public Pruner after(PruningFact fact) {
        return new Patient(inner.after(fact), patience, minDelta, curves.after(fact));
    }
}
