package dev.regatta.coordinator.study;

import dev.regatta.coordinator.prune.PruningFact;
import dev.regatta.coordinator.search.Direction;
import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.StudyCreated;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.event.TrialFailed;
import dev.regatta.protocol.event.TrialPaused;
import dev.regatta.protocol.event.TrialPruned;
import dev.regatta.protocol.event.TrialResumed;
import dev.regatta.protocol.event.TrialStopped;
import dev.regatta.protocol.event.TrialSuggested;
import dev.regatta.protocol.study.PriorTrial;
import dev.regatta.protocol.study.StudySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How an event changes what samplers see of a study. */
final class Observations {

    private Observations() {}

    /** What earlier studies found: trials with numbers below 0, so that they are no trials of this study. */
    static History first(StudyCreated created) {
        History history = History.empty(created.spec().objectives().stream()
                .map(objective -> Direction.valueOf(objective.direction().name()))
                .toList());
        List<PriorTrial> priors = created.priors();
        for (int i = 0; i < priors.size(); i++) {
            PriorTrial prior = priors.get(i);
            history = history.with(ObservedTrial.running(i - priors.size(), prior.parameters())
                    .completed(prior.values().toArray(Double[]::new))
                    .constrained(prior.constraints()));
        }
        return history;
    }

    /**
     * @param before the study before the event
     * @param report of the watched metric, if the event is one
     */
    static History after(History history, StudyState before, Event event, Optional<PruningFact.Reported> report) {
        if (event instanceof TrialSuggested suggested) {
            return history.with(ObservedTrial.running(suggested.trial().number(), suggested.parameters()));
        } else if (event instanceof EpochReported reported) {
            return report.isPresent() && isOfObjective(before.spec())
                    ? change(
                            history,
                            reported.attempt().trial(),
                            trial -> trial.reported(
                                    report.get().step(), report.get().value()))
                    : history;
        } else if (event instanceof TrialCompleted completed) {
            return change(history, completed.trial(), trial -> completed(trial, before, completed));
        } else if (event instanceof TrialPaused paused) {
            return change(history, paused.trial(), trial -> trial.in(ObservedTrial.Status.PAUSED));
        } else if (event instanceof TrialResumed resumed) {
            return change(history, resumed.trial(), trial -> trial.in(ObservedTrial.Status.RUNNING));
        } else if (event instanceof TrialPruned pruned) {
            return change(history, pruned.trial(), trial -> trial.in(ObservedTrial.Status.PRUNED));
        } else if (event instanceof TrialFailed failed) {
            return change(history, failed.trial(), trial -> trial.in(ObservedTrial.Status.FAILED));
        } else if (event instanceof TrialStopped stopped) {
            return change(history, stopped.trial(), trial -> trial.in(ObservedTrial.Status.FAILED));
        }
        return history;
    }

    /** With every objective's value and every constraint's, NaN where the metric is missing. */
    private static ObservedTrial completed(ObservedTrial trial, StudyState study, TrialCompleted completed) {
        StudySpec spec = study.spec();
        Map<String, Double> metrics =
                study.trial(completed.trial()).map(Trial::metrics).orElse(Map.of());
        Double[] values = new Double[spec.objectives().size()];
        values[0] = completed.value();
        for (int i = 1; i < values.length; i++) {
            values[i] = metrics.getOrDefault(spec.objectives().get(i).metric(), Double.NaN);
        }
        ObservedTrial done = trial.completed(values);
        return spec.constraints().isEmpty()
                ? done
                : done.constrained(spec.constraints().stream()
                        .map(metric -> metrics.getOrDefault(metric, Double.NaN))
                        .toList());
    }

    /** The watched metric stands for the objective on the way there, unless it improves the other way. */
    private static boolean isOfObjective(StudySpec spec) {
        return spec.watch().direction() == spec.objective().direction();
    }

    private static History change(History history, TrialId trial, UnaryOperator<ObservedTrial> change) {
        return history.trial(trial.number())
                .map(before -> history.with(change.apply(before)))
                .orElse(history);
    }
}
