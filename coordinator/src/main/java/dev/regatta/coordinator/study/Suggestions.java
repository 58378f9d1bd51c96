package dev.regatta.coordinator.study;

import dev.regatta.coordinator.search.Sampler;
import dev.regatta.coordinator.search.Samplers;
import dev.regatta.coordinator.search.Seeds;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.StudyEnded;
import dev.regatta.protocol.event.StudyOutcome;
import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.event.TrialSuggested;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Range;
import dev.regatta.protocol.study.StudySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a study does by itself after a change: suggests trials while there is room and budget, and ends. */
final class Suggestions {

    /** The parameter by which a user sets a trial's seed. */
    private static final String SEED = "seed";

    private Suggestions() {}

    /** The next trial, if there is room and budget for one; empty if not. */
    static List<Event> one(StudyState study) {
        boolean room = study.active() < study.spec().concurrency()
                && study.trials().size() < study.spec().trials();
        return room ? suggested(study, study.trials().size()) : List.of();
    }

    private static List<Event> suggested(StudyState study, int number) {
        TrialId trial = new TrialId(study.id(), number);
        return List.of(suggest(study.spec(), trial), new AttemptQueued(new AttemptId(trial, 1), "suggested"));
    }

    static List<Event> next(StudyState study) {
        if (!study.status().isActive()) {
            return List.of();
        }
        if (study.status() == StudyStatus.STOPPING) {
            return study.active() == 0 ? List.of(new StudyEnded(study.id(), StudyOutcome.STOPPED)) : List.of();
        }
        List<Event> events = new ArrayList<>();
        // Programs outside the fleet get theirs when they ask: by then more is known.
        int room = study.spec().workload().forWorkers() ? study.spec().concurrency() - study.active() : 0;
        int left = study.spec().trials() - study.trials().size();
        for (int i = 0; i < Math.min(room, left); i++) {
            events.addAll(suggested(study, study.trials().size() + i));
        }
        if (left == 0 && study.active() == 0) {
            events.add(new StudyEnded(study.id(), StudyOutcome.COMPLETED));
        }
        return events;
    }

    private static TrialSuggested suggest(StudySpec spec, TrialId trial) {
        boolean enqueued = trial.number() < spec.enqueue().size();
        Parameters given = enqueued ? spec.enqueue().get(trial.number()) : Parameters.NONE;
        Map<String, Range> open = new LinkedHashMap<>(spec.parameters());
        open.keySet().removeAll(given.values().keySet());
        Sampler sampler = Samplers.of(spec.sampler());
        Parameters sampled = sampler.suggest(open, Seeds.forSampler(spec.seed(), trial.number()));
        Parameters all = given.orElse(sampled).orElse(spec.fixed());
        long seed = all.get(SEED)
                .map(value -> ((Number) value).longValue())
                .orElseGet(() -> Seeds.trialSeed(spec.seed(), trial.number()));
        TrialSource source = enqueued ? TrialSource.ENQUEUED : TrialSource.SAMPLED;
        return new TrialSuggested(trial, all, seed, source, sampler.version());
    }
}
