package dev.regatta.protocol.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.event.FailureKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A valid study file. Lists that came later than the first journals are empty in those, which means their defaults.
 *
 * @param seed seed of the sampler and of the trials' seeds
 * @param objective the first of the objectives
 * @param objectives all of them, at least one
 * @param constraints metrics that make a trial infeasible where they are above 0 or missing
 * @param trials number of trials, ≥ 1, the enqueued ones among them
 * @param concurrency trials queued or running at a time, ≥ 1
 * @param retries how often a trial is tried again after failures; preemptions do not count
 * @param retryOn the kinds of failure after which it is
 * @param workload what carries out the trials
 * @param dataset what trials are trained on; of no meaning but for {@link Workload.Train}
 * @param parameters the search space: what is sampled, by parameter name
 * @param fixed parameters every trial has
 * @param enqueue the first trials' parameters; what they leave open is sampled
 * @param warmStart earlier studies whose results the sampler begins with
 * @param pruner judges unfinished trials
 * @param watch the metric of the epochs' reports by which it judges
 * @param budget what ends the study beside its number of trials
 * @param placement where the trials may run, and whose turn it is; empty: {@link Placement#ANY}
 * @param checkpoints which checkpoints are kept; empty: {@link Retention#USUAL}
 */
public record StudySpec(
        StudyId name,
        Optional<String> description,
        long seed,
        Objective objective,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Objective> objectives,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> constraints,
        SamplerSpec sampler,
        int trials,
        int concurrency,
        int retries,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<FailureKind> retryOn,
        Workload workload,
        DatasetSpec dataset,
        Map<String, Range> parameters,
        Parameters fixed,
        List<Parameters> enqueue,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<StudyId> warmStart,
        PrunerSpec pruner,
        Objective watch,
        Budget budget,
        Optional<Placement> placement,
        Optional<Retention> checkpoints) {

    @JsonCreator
    public StudySpec {
        objectives = objectives.isEmpty() ? List.of(objective) : List.copyOf(objectives);
        constraints = List.copyOf(constraints);
        retryOn = retryOn.isEmpty() ? FailureKind.RETRIED : List.copyOf(retryOn);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        enqueue = List.copyOf(enqueue);
        warmStart = List.copyOf(warmStart);
    }

    /** A study of one objective, without pruner and without further bounds. */
    public StudySpec(
            StudyId name,
            Optional<String> description,
            long seed,
            Objective objective,
            SamplerSpec sampler,
            int trials,
            int concurrency,
            int retries,
            Workload workload,
            DatasetSpec dataset,
            Map<String, Range> parameters,
            Parameters fixed,
            List<Parameters> enqueue) {
        this(
                name,
                description,
                seed,
                objective,
                List.of(objective),
                List.of(),
                sampler,
                trials,
                concurrency,
                retries,
                FailureKind.RETRIED,
                workload,
                dataset,
                parameters,
                fixed,
                enqueue,
                List.of(),
                new PrunerSpec.None(),
                objective,
                Budget.UNBOUNDED,
                Optional.empty(),
                Optional.empty());
    }

    /** True if there is more than one objective: then trials have no order, but dominate each other or not. */
    public boolean hasSeveralObjectives() {
        return objectives.size() > 1;
    }

    /** The same study with another pruner. */
    public StudySpec with(PrunerSpec other) {
        return copy(objectives, constraints, sampler, retryOn, warmStart, other, budget, placement);
    }

    /** The same study with another budget. */
    public StudySpec with(Budget other) {
        return copy(objectives, constraints, sampler, retryOn, warmStart, pruner, other, placement);
    }

    /** The same study with another sampler. */
    public StudySpec with(SamplerSpec other) {
        return copy(objectives, constraints, other, retryOn, warmStart, pruner, budget, placement);
    }

    /** The same study with other objectives, at least one, and constraints. */
    public StudySpec with(List<Objective> others, List<String> otherConstraints) {
        return copy(others, otherConstraints, sampler, retryOn, warmStart, pruner, budget, placement);
    }

    /** The same study, trials tried again after failures of these kinds alone, at least one. */
    public StudySpec retryingOn(List<FailureKind> kinds) {
        return copy(objectives, constraints, sampler, kinds, warmStart, pruner, budget, placement);
    }

    /** The same study, its sampler beginning with what these studies found. */
    public StudySpec warmStartedBy(List<StudyId> studies) {
        return copy(objectives, constraints, sampler, retryOn, studies, pruner, budget, placement);
    }

    /** The same study, placed otherwise. */
    public StudySpec with(Placement other) {
        return copy(objectives, constraints, sampler, retryOn, warmStart, pruner, budget, Optional.of(other));
    }

    /** The same study, keeping other checkpoints. */
    public StudySpec keeping(Retention retention) {
        return new StudySpec(
                name,
                description,
                seed,
                objective,
                objectives,
                constraints,
                sampler,
                trials,
                concurrency,
                retries,
                retryOn,
                workload,
                dataset,
                parameters,
                fixed,
                enqueue,
                warmStart,
                pruner,
                watch,
                budget,
                placement,
                Optional.of(retention));
    }

    /** Where the trials may run, and whose turn it is. */
    public Placement placed() {
        return placement.orElse(Placement.ANY);
    }

    /** Which checkpoints are kept. */
    public Retention retention() {
        return checkpoints.orElse(Retention.USUAL);
    }

    private StudySpec copy(
            List<Objective> otherObjectives,
            List<String> otherConstraints,
            SamplerSpec otherSampler,
            List<FailureKind> otherRetryOn,
            List<StudyId> otherWarmStart,
            PrunerSpec otherPruner,
            Budget otherBudget,
            Optional<Placement> otherPlacement) {
        return new StudySpec(
                name,
                description,
                seed,
                otherObjectives.get(0),
                otherObjectives,
                otherConstraints,
                otherSampler,
                trials,
                concurrency,
                retries,
                otherRetryOn,
                workload,
                dataset,
                parameters,
                fixed,
                enqueue,
                otherWarmStart,
                otherPruner,
                watch,
                otherBudget,
                otherPlacement,
                checkpoints);
    }
}
