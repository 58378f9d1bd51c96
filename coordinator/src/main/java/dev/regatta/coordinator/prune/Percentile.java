package dev.regatta.coordinator.prune;

import dev.regatta.coordinator.prune.PruningFact.Finished;
import dev.regatta.coordinator.prune.PruningFact.Outcome;
import dev.regatta.coordinator.prune.PruningFact.Reported;
import java.util.Comparator;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Ends a trial whose best value so far is strictly worse than a percentile of what the completed trials had at that
 * step; the 50th is the median rule of Vizier (Golovin et al. 2017, §3.2.2) with "best" for "mean".
 *
 * @param percentile 0 to 100: the share of completed trials that a trial must keep up with
 * @param startupTrials completed trials before any is judged
 * @param completed completed trials so far
 * @param table the completed trials' values at each step, ascending, without NaN
 */
public record Percentile(
        double percentile,
        int startupTrials,
        Cadence cadence,
        Curves curves,
        int completed,
        PMap<Long, PVector<Double>> table)
        implements Pruner {

    /** @throws IllegalArgumentException naming the bound that is not kept */
    public Percentile {
        Bound.within("percentile", percentile, 0, 100);
        Bound.atLeast("startup_trials", startupTrials, 0);
    }

    public Percentile(double percentile, int startupTrials, Cadence cadence) {
        this(percentile, startupTrials, cadence, Curves.NONE, 0, HashTreePMap.empty());
    }

    @Override
    public String version() {
        return percentile == 50 ? "median:1" : "percentile:1";
    }

    @Override
    public Verdict judge(Reported report) {
        Curve curve = curves.of(report.trial());
        PVector<Double> others = table.getOrDefault(report.step(), TreePVector.empty());
        boolean judged = curve.takes(report)
                && !report.last()
                && completed >= Math.max(1, startupTrials)
                && cadence.due(curve.lastStep(), report.step())
                && !others.isEmpty();
        if (!judged) {
            return Verdict.CONTINUE;
        }
        double best = Curve.lower(curve.best(), report.value());
        boolean keepsUp = best <= at(others, percentile);
        return keepsUp
                ? Verdict.CONTINUE
                : Verdict.prune("its best value at step " + report.step() + " is worse than the " + percentile
                        + "th percentile of " + others.size() + " completed trials");
    }

    /** The percentile of an ascending list, interpolated between neighbours. */
    private static double at(PVector<Double> ascending, double percentile) {
        double place = percentile / 100 * (ascending.size() - 1);
        int index = (int) Math.floor(place);
        double low = ascending.get(index);
        if (place == index) {
            return low;
        }
        double high = ascending.get(index + 1);
        return Double.isInfinite(low) || Double.isInfinite(high) ? high : low + (place - index) * (high - low);
    }

    @Override
    public Pruner after(PruningFact fact) {
        boolean ended = fact instanceof Finished finished
                && finished.outcome() == Outcome.COMPLETED
                && !curves.of(fact.trial()).over();
        return new Percentile(
                percentile,
                startupTrials,
                cadence,
                curves.after(fact),
                ended ? completed + 1 : completed,
                ended ? tableWith(curves.of(fact.trial())) : table);
    }

    private PMap<Long, PVector<Double>> tableWith(Curve curve) {
        PMap<Long, PVector<Double>> next = table;
        for (Curve.Point point : curve.points()) {
            if (!Double.isNaN(point.value())) {
                PVector<Double> values = next.getOrDefault(point.step(), TreePVector.empty());
                next = next.plus(point.step(), Sorted.plus(values, point.value(), Comparator.naturalOrder()));
            }
        }
        return next;
    }
}
