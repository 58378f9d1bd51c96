package dev.regatta.coordinator.prune;

import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.PrunerSpec;

/** The pruners by their settings. */
public final class Pruners {

    private Pruners() {}

    /**
     * A pruner that has heard nothing yet, for values of the given direction.
     *
     * @throws IllegalArgumentException naming the setting and its bound
     */
    public static Pruner of(PrunerSpec spec, Objective.Direction direction) {
        boolean maximize = direction == Objective.Direction.MAXIMIZE;
        Pruner pruner = minimizing(spec, maximize);
        return maximize && !(spec instanceof PrunerSpec.None) ? new Maximized(pruner) : pruner;
    }

    private static Pruner minimizing(PrunerSpec spec, boolean turned) {
        if (spec instanceof PrunerSpec.Median it) {
            return new Percentile(50, it.startupTrials(), new Cadence(it.warmupSteps(), it.intervalSteps()));
        } else if (spec instanceof PrunerSpec.Percentile it) {
            return new Percentile(
                    it.percentile(), it.startupTrials(), new Cadence(it.warmupSteps(), it.intervalSteps()));
        } else if (spec instanceof PrunerSpec.Patient it) {
            return new Patient(minimizing(it.wrapped(), turned), it.patience(), it.minDelta());
        } else if (spec instanceof PrunerSpec.Threshold it) {
            return threshold(it, turned);
        } else if (spec instanceof PrunerSpec.Wilcoxon it) {
            return new Wilcoxon(it.threshold(), it.startupSteps());
        } else if (spec instanceof PrunerSpec.Asha it) {
            Ladder ladder =
                    new Ladder(it.minResource(), it.maxResource().orElse(0L), it.reductionFactor(), it.stoppingRate());
            return new Asha(ladder, it.mode() == PrunerSpec.Mode.PROMOTION);
        } else if (spec instanceof PrunerSpec.Hyperband it) {
            Ladder ladder = new Ladder(it.minResource(), it.maxResource(), it.reductionFactor(), 0);
            return Hyperband.of("hyperband", ladder, it.mode() == PrunerSpec.Mode.PROMOTION);
        } else if (spec instanceof PrunerSpec.Bohb it) {
            Ladder ladder = new Ladder(it.minResource(), it.maxResource(), it.reductionFactor(), 0);
            return Hyperband.of("bohb", ladder, it.mode() == PrunerSpec.Mode.PROMOTION);
        }
        return new Unpruned();
    }

    /** Its bounds are values as reported: where those are turned around, so are they. */
    private static Pruner threshold(PrunerSpec.Threshold it, boolean turned) {
        double lower = it.lower().orElse(Double.NEGATIVE_INFINITY);
        double upper = it.upper().orElse(Double.POSITIVE_INFINITY);
        Cadence cadence = new Cadence(it.warmupSteps(), it.intervalSteps());
        return turned ? new Threshold(-upper, -lower, cadence) : new Threshold(lower, upper, cadence);
    }
}
