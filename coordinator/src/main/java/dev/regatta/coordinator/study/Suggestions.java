package dev.regatta.coordinator.study;

import dev.regatta.coordinator.prune.Promotion;
import dev.regatta.coordinator.search.Sampler;
import dev.regatta.coordinator.search.Samplers;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.coordinator.search.Seeds;
import dev.regatta.coordinator.search.Suggestion;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.StudyEnded;
import dev.regatta.protocol.event.StudyOutcome;
import dev.regatta.protocol.event.TrialPruned;
import dev.regatta.protocol.event.TrialResumed;
import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.event.TrialSuggested;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.StudySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a study does by itself after a change: suggests trials while there is room and budget, and ends. */
final class Suggestions {

    /** The parameter by which a user sets a trial's seed. */
    private static final String SEED = "seed";

    private Suggestions() {}

    /** The next trial, if there is room and budget for one; empty if not. */
    static List<Event> one(StudyState study) {
        boolean room = study.active() < study.spec().concurrency()
                && study.trials().size() < study.progress().trials();
        return room ? suggested(study) : List.of();
    }

    private static List<Event> suggested(StudyState study) {
        TrialId trial = new TrialId(study.id(), study.trials().size());
        return List.of(suggest(study, trial), new AttemptQueued(new AttemptId(trial, 1), "suggested"));
    }

    static List<Event> next(StudyState study, Instant now) {
        return switch (study.status()) {
            case RUNNING -> search(study, now);
            case STOPPING -> study.active() == 0 ? List.of(new StudyEnded(study.id(), outcome(study))) : List.of();
            default -> List.of();
        };
    }

    private static StudyOutcome outcome(StudyState study) {
        return study.progress().reached().isPresent() ? StudyOutcome.COMPLETED : StudyOutcome.STOPPED;
    }

    /** Each step sees what those before it did. */
    private static List<Event> search(StudyState study, Instant now) {
        List<Event> events = new ArrayList<>();
        StudyState state = study;
        List<Event> step = step(state);
        while (!step.isEmpty()) {
            events.addAll(step);
            state = StudyEvents.applyAll(Optional.of(state), step, now).orElseThrow();
            step = state.status() == StudyStatus.RUNNING ? step(state) : List.of();
        }
        return events;
    }

    /** Promotes a paused trial or suggests a new one, while there is room; ends the study once nothing is left. */
    private static List<Event> step(StudyState study) {
        if (study.active() >= study.spec().concurrency()) {
            return List.of();
        }
        boolean full = study.trials().size() >= study.progress().trials();
        Optional<Promotion> promotion = study.progress().pruner().promotion(full && study.active() == 0);
        if (promotion.isPresent()) {
            return resume(
                    study.trials().get(promotion.get().trial()), promotion.get().reason());
        } else if (!full) {
            // Programs outside the fleet get theirs when they ask: by then more is known.
            return study.spec().workload().forWorkers() ? suggested(study) : List.of();
        }
        return study.active() == 0 ? end(study) : List.of();
    }

    private static List<Event> resume(Trial trial, String reason) {
        AttemptId next = new AttemptId(trial.id(), trial.attempts().size() + 1);
        return List.of(new TrialResumed(trial.id(), reason), new AttemptQueued(next, "promoted: " + reason));
    }

    private static List<Event> end(StudyState study) {
        List<Event> events = new ArrayList<>();
        if (study.count(TrialState.PAUSED) > 0) {
            study.trials().stream()
                    .filter(trial -> trial.state() == TrialState.PAUSED)
                    .forEach(trial -> events.add(
                            new TrialPruned(trial.id(), trial.message().orElse("it paused") + "; the study ended")));
        }
        events.add(new StudyEnded(study.id(), StudyOutcome.COMPLETED));
        return events;
    }

    /** The study's next trial, from what it has seen. */
    static TrialSuggested suggest(StudyState study, TrialId trial) {
        StudySpec spec = study.spec();
        boolean enqueued = !study.progress().queue().isEmpty();
        Parameters given = enqueued ? study.progress().queue().get(0) : Parameters.NONE;
        SearchSpace space = SearchSpace.of(spec.parameters(), given.orElse(spec.fixed()));
        Sampler sampler = Samplers.of(spec.sampler(), spec.seed());
        Suggestion suggestion =
                sampler.suggest(space, study.progress().history(), Seeds.forSampler(spec.seed(), trial.number()));
        Parameters all = given.orElse(suggestion.parameters()).orElse(spec.fixed());
        long seed = all.get(SEED)
                .map(value -> ((Number) value).longValue())
                .orElseGet(() -> Seeds.trialSeed(spec.seed(), trial.number()));
        TrialSource source = enqueued ? TrialSource.ENQUEUED : TrialSource.SAMPLED;
        TrialSuggested.Origin origin = new TrialSuggested.Origin(
                study.progress().events(), Seeds.samplerDerivation(spec.seed(), trial.number()));
        Optional<TrialSuggested.Copy> copied =
                enqueued ? Optional.empty() : suggestion.startFrom().flatMap(from -> copy(study, from, all));
        return new TrialSuggested(trial, all, seed, source, sampler.version(), Optional.of(origin), copied);
    }

    /** Workers go on from a checkpoint: empty if there is none, or if it is of the end, where nothing is left to train. */
    private static Optional<TrialSuggested.Copy> copy(StudyState study, int from, Parameters parameters) {
        if (!study.spec().workload().forWorkers()) {
            return Optional.of(new TrialSuggested.Copy(from, Optional.empty()));
        }
        long end = Judgement.epochs(parameters).orElse(Long.MAX_VALUE);
        return study.trials().get(from).checkpoints().stream()
                .findFirst()
                .filter(checkpoint -> checkpoint.epoch() < end)
                .map(checkpoint -> new TrialSuggested.Copy(from, Optional.of(checkpoint)));
    }
}
