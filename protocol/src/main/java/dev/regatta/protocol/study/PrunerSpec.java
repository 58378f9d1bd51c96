package dev.regatta.protocol.study;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** Which pruner judges a study's unfinished trials, every setting stated. Steps are epochs. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PrunerSpec.None.class, name = "none"),
    @JsonSubTypes.Type(value = PrunerSpec.Median.class, name = "median"),
    @JsonSubTypes.Type(value = PrunerSpec.Percentile.class, name = "percentile"),
    @JsonSubTypes.Type(value = PrunerSpec.Patient.class, name = "patient"),
    @JsonSubTypes.Type(value = PrunerSpec.Threshold.class, name = "threshold"),
    @JsonSubTypes.Type(value = PrunerSpec.Wilcoxon.class, name = "wilcoxon"),
    @JsonSubTypes.Type(value = PrunerSpec.Asha.class, name = "asha"),
    @JsonSubTypes.Type(value = PrunerSpec.Hyperband.class, name = "hyperband"),
    @JsonSubTypes.Type(value = PrunerSpec.Bohb.class, name = "bohb")
})
public sealed interface PrunerSpec {

    /** What becomes of a trial that is not among the best of its rung. */
    enum Mode {
        /** It ends. */
        STOPPING,
        /** It pauses, and is resumed from its checkpoint once it is among them. */
        PROMOTION
    }

    record None() implements PrunerSpec {}

    /**
     * Against the median of the completed trials.
     *
     * @param startupTrials completed trials before any is judged
     * @param warmupSteps steps of a trial before it is judged
     * @param intervalSteps steps from one judgement to the next, ≥ 1
     */
    record Median(int startupTrials, long warmupSteps, long intervalSteps) implements PrunerSpec {}

    /** As {@link Median}, against any percentile, 0 to 100. */
    record Percentile(double percentile, int startupTrials, long warmupSteps, long intervalSteps)
            implements PrunerSpec {}

    /**
     * Another pruner, whose verdict counts only if the trial has not improved for some reports.
     *
     * @param patience reports without improvement, ≥ 0
     * @param minDelta what counts as improvement is more than this, ≥ 0
     * @param wrapped one that does not pause trials
     */
    record Patient(int patience, double minDelta, PrunerSpec wrapped) implements PrunerSpec {}

    /** Bounds for the value itself. */
    record Threshold(Optional<Double> lower, Optional<Double> upper, long warmupSteps, long intervalSteps)
            implements PrunerSpec {}

    /**
     * A signed-rank test against the best trial.
     *
     * @param threshold a trial ends if the test's p is below it
     * @param startupSteps steps shared with the best trial before one is judged
     */
    record Wilcoxon(double threshold, int startupSteps) implements PrunerSpec {}

    /**
     * Asynchronous successive halving.
     *
     * @param minResource epochs at the first rung, ≥ 1
     * @param maxResource epochs of a whole trial, no rung is there; empty: rungs without end
     * @param reductionFactor one trial in so many goes on from a rung, ≥ 2
     * @param stoppingRate rungs left out at the bottom, ≥ 0
     */
    record Asha(Mode mode, long minResource, Optional<Long> maxResource, int reductionFactor, int stoppingRate)
            implements PrunerSpec {}

    /** Brackets of successive halving, each beginning a rung higher. */
    record Hyperband(Mode mode, long minResource, long maxResource, int reductionFactor) implements PrunerSpec {}

    /** Hyperband whose trials are suggested by a model. */
    record Bohb(Mode mode, long minResource, long maxResource, int reductionFactor) implements PrunerSpec {}
}
