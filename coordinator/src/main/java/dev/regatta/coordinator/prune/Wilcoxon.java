package dev.regatta.coordinator.prune;

import dev.regatta.coordinator.prune.PruningFact.Finished;
import dev.regatta.coordinator.prune.PruningFact.Outcome;
import dev.regatta.coordinator.prune.PruningFact.Reported;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Ends a trial that is probably worse than the best completed one at the steps they share: by the one-sided signed-rank
 * test of their paired differences. A trial whose mean at those steps is as good goes on.
 *
 * @param pThreshold 0 to 1: a trial ends if the test's p is below it
 * @param startupSteps shared steps before a trial is judged
 * @param bestValue of the best completed trial; NaN before the first
 * @param best what that trial reported, by step
 */
public record Wilcoxon(double pThreshold, int startupSteps, Curves curves, double bestValue, PMap<Long, Double> best)
        implements Pruner {

    /** @throws IllegalArgumentException naming the bound that is not kept */
    public Wilcoxon {
        Bound.within("p_threshold", pThreshold, 0, 1);
        Bound.atLeast("startup_steps", startupSteps, 0);
    }

    public Wilcoxon(double pThreshold, int startupSteps) {
        this(pThreshold, startupSteps, Curves.NONE, Double.NaN, HashTreePMap.empty());
    }

    @Override
    public String version() {
        return "wilcoxon:1";
    }

    @Override
    public Verdict judge(Reported report) {
        Curve curve = curves.of(report.trial());
        if (report.last() || !curve.takes(report) || Double.isNaN(report.value())) {
            return Verdict.CONTINUE;
        }
        double[] differences = differences(curve.plus(report).points());
        double sum = 0;
        for (double difference : differences) {
            sum += difference;
        }
        if (differences.length < Math.max(1, startupSteps) || sum <= 0) {
            return Verdict.CONTINUE;
        }
        double p = SignedRank.above(differences);
        return p < pThreshold
                ? Verdict.prune("at " + differences.length + " shared steps it is worse than the best trial, p = "
                        + String.format(java.util.Locale.ROOT, "%.4f", p))
                : Verdict.CONTINUE;
    }

    /** Own value less the best trial's, where both have a number. */
    private double[] differences(List<Curve.Point> points) {
        return points.stream()
                .filter(point -> best.containsKey(point.step()))
                .mapToDouble(point -> point.value() - best.getOrDefault(point.step(), Double.NaN))
                .filter(difference -> !Double.isNaN(difference))
                .toArray();
    }

    @Override
    public Pruner after(PruningFact fact) {
        Curve curve = curves.of(fact.trial());
        boolean better = fact instanceof Finished finished
                && finished.outcome() == Outcome.COMPLETED
                && !curve.over()
                && (finished.value() < bestValue || (Double.isNaN(bestValue) && !Double.isNaN(finished.value())));
        return better
                ? new Wilcoxon(pThreshold, startupSteps, curves.after(fact), ((Finished) fact).value(), byStep(curve))
                : new Wilcoxon(pThreshold, startupSteps, curves.after(fact), bestValue, best);
    }

    private static PMap<Long, Double> byStep(Curve curve) {
        PMap<Long, Double> values = HashTreePMap.empty();
        for (Curve.Point point : curve.points()) {
            values = values.plus(point.step(), point.value());
        }
        return values;
    }
}
