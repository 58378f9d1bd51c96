package dev.regatta.coordinator.study;

import dev.regatta.coordinator.search.ChunkedList;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.LeaseExpired;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.PointEnqueued;
import dev.regatta.protocol.event.RequestCompleted;
import dev.regatta.protocol.event.StudyArchived;
import dev.regatta.protocol.event.StudyBudgetReached;
import dev.regatta.protocol.event.StudyCreated;
import dev.regatta.protocol.event.StudyEnded;
import dev.regatta.protocol.event.StudyExtended;
import dev.regatta.protocol.event.StudyOutcome;
import dev.regatta.protocol.event.StudyPaused;
import dev.regatta.protocol.event.StudyRestored;
import dev.regatta.protocol.event.StudyResumed;
import dev.regatta.protocol.event.StudyStopRequested;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.event.TrialFailed;
import dev.regatta.protocol.event.TrialJudged;
import dev.regatta.protocol.event.TrialPaused;
import dev.regatta.protocol.event.TrialPruned;
import dev.regatta.protocol.event.TrialResumed;
import dev.regatta.protocol.event.TrialStopRequested;
import dev.regatta.protocol.event.TrialStopped;
import dev.regatta.protocol.event.TrialSuggested;
import dev.regatta.protocol.study.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePVector;

/** How events change a study. The only place that does: a restart folds the journal with it. */
public final class StudyEvents {

    private StudyEvents() {}

    /**
     * The state after {@code event}.
     *
     * @param state empty before the study's first event
     * @param at when the event was decided
     * @throws IllegalStateException if the event cannot follow this state: a bug, or a damaged journal
     */
    public static StudyState apply(Optional<StudyState> state, Event event, Instant at) {
        if (event instanceof StudyCreated created) {
            if (state.isPresent()) {
                throw new IllegalStateException(created.study() + " was created twice");
            }
            return create(created, at);
        }
        StudyState before = state.orElseThrow(
                () -> new IllegalStateException(event.getClass().getSimpleName() + " before StudyCreated: " + event));
        StudyState after = change(before, event, at);
        return StudyEdit.of(after, edit -> edit.progress = ProgressEvents.after(before, after, event, at));
    }

    private static StudyState change(StudyState study, Event event, Instant at) {
        if (event instanceof StudyStopRequested requested) {
            return withStatus(study, StudyStatus.STOPPING, Optional.of(requested.reason()), Optional.empty());
        }
        if (event instanceof StudyBudgetReached bound) {
            return withStatus(study, StudyStatus.STOPPING, Optional.of(bound.reason()), Optional.empty());
        }
        if (event instanceof StudyPaused paused) {
            return withStatus(study, StudyStatus.PAUSED, Optional.of(paused.reason()), Optional.empty());
        }
        if (event instanceof StudyResumed) {
            return withStatus(study, StudyStatus.RUNNING, Optional.empty(), Optional.empty());
        }
        if (event instanceof StudyExtended) {
            return study.status() == StudyStatus.PAUSED
                    ? study
                    : withStatus(study, StudyStatus.RUNNING, Optional.empty(), Optional.empty());
        }
        if (event instanceof PointEnqueued) {
            return study;
        }
        if (event instanceof RequestCompleted completed) {
            return StudyEdit.of(
                    study, edit -> edit.requests = edit.requests.plus(completed.key(), completed.command()));
        }
        if (event instanceof StudyArchived || event instanceof StudyRestored) {
            return StudyEdit.of(study, edit -> edit.archived = event instanceof StudyArchived);
        }
        if (event instanceof StudyEnded ended) {
            StudyStatus status = ended.outcome() == StudyOutcome.STOPPED ? StudyStatus.STOPPED : StudyStatus.COMPLETED;
            return withStatus(study, status, study.stopReason(), Optional.of(at));
        }
        if (event instanceof TrialSuggested suggested) {
            return suggest(study, suggested, at);
        }
        return applyToTrial(withAsk(study, event), event, at);
    }

    private static StudyState withAsk(StudyState study, Event event) {
        if (event instanceof LeaseGranted granted && granted.ask().isPresent()) {
            String key = granted.ask().get().key();
            return StudyEdit.of(study, edit -> edit.asks = edit.asks.plus(key, granted.attempt()));
        }
        return study;
    }

    /** The state after all of {@code events}, decided at one time. */
    public static Optional<StudyState> applyAll(Optional<StudyState> state, List<Event> events, Instant at) {
        Optional<StudyState> next = state;
        for (Event event : events) {
            next = Optional.of(apply(next, event, at));
        }
        return next;
    }

    private static StudyState create(StudyCreated created, Instant at) {
        return new StudyState(
                created.study(),
                created.request(),
                created.spec(),
                StudyStatus.RUNNING,
                ChunkedList.empty(),
                StateCounts.NONE,
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                Progress.begin(created),
                Optional.empty(),
                Optional.empty(),
                at,
                Optional.empty(),
                false);
    }

    private static StudyState suggest(StudyState study, TrialSuggested suggested, Instant at) {
        if (suggested.trial().number() != study.trials().size()) {
            throw new IllegalStateException("trial " + suggested.trial() + " suggested, the next number is "
                    + study.trials().size());
        }
        Trial trial = new Trial(
                suggested.trial(),
                TrialState.QUEUED,
                suggested.source(),
                suggested.parameters(),
                suggested.seed(),
                suggested.copied().map(TrialSuggested.Copy::from),
                TreePVector.empty(),
                suggested.copied().flatMap(TrialSuggested.Copy::checkpoint).stream()
                        .toList(),
                0,
                Map.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                at,
                Optional.empty());
        return withTrials(study, study.trials().plus(trial), study.counts().plus(trial.state()), study.best());
    }

    private static StudyState applyToTrial(StudyState study, Event event, Instant at) {
        TrialId id = trialOf(event);
        Trial before = study.trial(id).orElseThrow(() -> new IllegalStateException("no trial " + id + " for " + event));
        Trial after = changed(before, event, at, study.spec().retention());
        StateCounts counts = study.counts().moved(before.state(), after.state());
        return withTrials(study, study.trials().with(id.number(), after), counts, best(study, after));
    }

    private static Trial changed(Trial before, Event event, Instant at, Retention retention) {
        TrialEdit edit = new TrialEdit(before, retention.last());
        TrialEvents.change(edit, event, at);
        if (TrialTransitions.moves(event.getClass())) {
            edit.state = TrialTransitions.next(before.state(), event.getClass())
                    .orElseThrow(() -> new IllegalStateException("trial " + before.id() + " is " + before.state()
                            + ", which " + event.getClass().getSimpleName() + " cannot follow"));
        }
        return edit.build();
    }

    private static TrialId trialOf(Event event) {
        if (event instanceof AttemptFact fact) {
            return fact.attempt().trial();
        } else if (event instanceof AttemptQueued queued) {
            return queued.attempt().trial();
        } else if (event instanceof LeaseGranted granted) {
            return granted.attempt().trial();
        } else if (event instanceof LeaseExpired expired) {
            return expired.attempt().trial();
        } else if (event instanceof TrialCompleted completed) {
            return completed.trial();
        } else if (event instanceof TrialFailed failed) {
            return failed.trial();
        } else if (event instanceof TrialJudged judged) {
            return judged.trial();
        } else if (event instanceof TrialPruned pruned) {
            return pruned.trial();
        } else if (event instanceof TrialPaused paused) {
            return paused.trial();
        } else if (event instanceof TrialResumed resumed) {
            return resumed.trial();
        } else if (event instanceof TrialStopRequested requested) {
            return requested.trial();
        } else if (event instanceof TrialStopped stopped) {
            return stopped.trial();
        }
        throw new IllegalStateException("no trial's event: " + event);
    }

    private static Optional<Integer> best(StudyState study, Trial trial) {
        boolean counts = trial.state() == TrialState.COMPLETED
                && !study.spec().hasSeveralObjectives()
                && isFeasible(study, trial);
        if (!counts) {
            return study.best();
        }
        double value = trial.value().orElse(Double.NaN);
        double best = study.best()
                .flatMap(number -> study.trials().get(number).value())
                .orElse(Double.NaN);
        return study.spec().objective().better(value, best)
                ? Optional.of(trial.id().number())
                : study.best();
    }

    /** Whether the trial's result is within the study's constraints. */
    public static boolean isFeasible(StudyState study, Trial trial) {
        return study.spec().constraints().stream()
                .allMatch(metric -> trial.metrics().getOrDefault(metric, Double.NaN) <= 0);
    }

    private static StudyState withStatus(
            StudyState study, StudyStatus status, Optional<String> stopReason, Optional<Instant> endedAt) {
        return StudyEdit.of(study, edit -> {
            edit.status = status;
            edit.stopReason = stopReason;
            edit.endedAt = endedAt;
            edit.archived = false;
        });
    }

    private static StudyState withTrials(
            StudyState study, ChunkedList<Trial> trials, StateCounts counts, Optional<Integer> best) {
        return StudyEdit.of(study, edit -> {
            edit.trials = trials;
            edit.counts = counts;
            edit.best = best;
        });
    }
}
