package dev.regatta.protocol.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.regatta.protocol.StudyId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A valid study file.
 *
 * @param seed seed of the sampler and of the trials' seeds
 * @param trials number of trials, ≥ 1, the enqueued ones among them
 * @param concurrency trials queued or running at a time, ≥ 1
 * @param retries how often a trial is tried again after failures of the infrastructure; preemptions do not count
 * @param workload what carries out the trials
 * @param dataset what trials are trained on; of no meaning but for {@link Workload.Train}
 * @param parameters the search space: what is sampled, by parameter name
 * @param fixed parameters every trial has
 * @param enqueue the first trials' parameters; what they leave open is sampled
 * @param pruner judges unfinished trials
 * @param watch the metric of the epochs' reports by which it judges
 * @param budget what ends the study beside its number of trials
 */
public record StudySpec(
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
        List<Parameters> enqueue,
        PrunerSpec pruner,
        Objective watch,
        Budget budget) {

    @JsonCreator
    public StudySpec {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        enqueue = List.copyOf(enqueue);
    }

    /** A study without pruner and without further bounds. */
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
                sampler,
                trials,
                concurrency,
                retries,
                workload,
                dataset,
                parameters,
                fixed,
                enqueue,
                new PrunerSpec.None(),
                objective,
                Budget.UNBOUNDED);
    }

    /** The same study with another pruner. */
    public StudySpec with(PrunerSpec other) {
        return new StudySpec(
                name,
                description,
                seed,
                objective,
                sampler,
                trials,
                concurrency,
                retries,
                workload,
                dataset,
                parameters,
                fixed,
                enqueue,
                other,
                watch,
                budget);
    }

    /** The same study with another budget. */
    public StudySpec with(Budget other) {
        return new StudySpec(
                name,
                description,
                seed,
                objective,
                sampler,
                trials,
                concurrency,
                retries,
                workload,
                dataset,
                parameters,
                fixed,
                enqueue,
                pruner,
                watch,
                other);
    }
}
