package dev.regatta.coordinator.study;

import dev.regatta.coordinator.analysis.Sampling;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.PriorTrial;
import dev.regatta.protocol.study.Range;
import dev.regatta.protocol.study.StudySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What earlier studies found, as a new study's sampler can use it: their completed trials that have a value of every
 * objective and, within its range, of every parameter that the new study always has. Pure.
 */
public final class WarmStart {

    private static final int MOST_TRIALS = 1_000;

    /** So that the study's first event stays well below what a message may have. */
    private static final int MOST_VALUES = 10_000;

    private WarmStart() {}

    /** The earlier trials, in their order; of too many the best half and others evenly spread. */
    public static List<PriorTrial> priors(StudySpec spec, List<StudyState> earlier) {
        List<PriorTrial> priors = new ArrayList<>();
        for (StudyState study : earlier) {
            study.trials().stream()
                    .filter(trial -> trial.state() == TrialState.COMPLETED)
                    .forEach(trial -> prior(spec, study, trial).ifPresent(priors::add));
        }
        int limit = Math.min(MOST_TRIALS, MOST_VALUES / (spec.parameters().size() + 1));
        return Sampling.bestAndOthers(priors, loss(spec.objective()), limit);
    }

    private static ToDoubleFunction<PriorTrial> loss(Objective objective) {
        double sign = objective.direction() == Objective.Direction.MINIMIZE ? 1 : -1;
        return prior -> sign * prior.values().get(0);
    }

    private static Optional<PriorTrial> prior(StudySpec spec, StudyState study, Trial trial) {
        List<Double> values = spec.objectives().stream()
                .map(objective -> trial.metrics().getOrDefault(objective.metric(), Double.NaN))
                .toList();
        if (!values.stream().allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        List<Double> constraints = spec.constraints().stream()
                .map(metric -> trial.metrics().getOrDefault(metric, Double.NaN))
                .toList();
        return common(spec, trial.parameters())
                .map(parameters -> new PriorTrial(study.id(), trial.id().number(), parameters, values, constraints));
    }

    /** The trial's parameters that the study has too; empty if one is missing or outside its range. */
    private static Optional<Parameters> common(StudySpec spec, Parameters tried) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, Range> parameter : spec.parameters().entrySet()) {
            Optional<Object> value = tried.get(parameter.getKey());
            boolean missing = value.isEmpty() && parameter.getValue().when().isEmpty();
            if (missing
                    || value.filter(it -> !parameter.getValue().contains(it)).isPresent()) {
                return Optional.empty();
            }
            value.ifPresent(it -> values.put(parameter.getKey(), it));
        }
        return Optional.of(new Parameters(values));
    }
}
