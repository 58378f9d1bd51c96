package dev.regatta.coordinator.study;

import dev.regatta.coordinator.prune.Pruner;
import dev.regatta.coordinator.prune.PruningFact;
import dev.regatta.coordinator.prune.PruningFact.Outcome;
import dev.regatta.coordinator.search.History;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.LeaseExpired;
import dev.regatta.protocol.event.PointEnqueued;
import dev.regatta.protocol.event.StudyBudgetReached;
import dev.regatta.protocol.event.StudyExtended;
import dev.regatta.protocol.event.StudyPaused;
import dev.regatta.protocol.event.StudyResumed;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.event.TrialFailed;
import dev.regatta.protocol.event.TrialPaused;
import dev.regatta.protocol.event.TrialPruned;
import dev.regatta.protocol.event.TrialResumed;
import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.event.TrialStopped;
import dev.regatta.protocol.event.TrialSuggested;
import dev.regatta.protocol.study.Budget;
import dev.regatta.protocol.study.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.PVector;

/** How an event changes a study's {@link Progress}. */
final class ProgressEvents {
    private long events;
    private int trials;
    private Budget budget;
    private PVector<Parameters> queue;
    private Pruner pruner;
    private History history;
    private Duration deviceTime;
    private int sinceBest;
    private Optional<Instant> pausedAt;
    private Duration pausedTime;
    private Optional<String> reached;

    private ProgressEvents(Progress before) {
        events = before.events() + 1;
        trials = before.trials();
        budget = before.budget();
        queue = before.queue();
        pruner = before.pruner();
        history = before.history();
        deviceTime = before.deviceTime();
        sinceBest = before.sinceBest();
        pausedAt = before.pausedAt();
        pausedTime = before.pausedTime();
        reached = before.reached();
    }

    /**
     * The progress after an event.
     *
     * @param before the study before the event
     * @param after the study after it, but for its progress
     */
    static Progress after(StudyState before, StudyState after, Event event, Instant at) {
        ProgressEvents change = new ProgressEvents(before.progress());
        change.ofStudy(event, at);
        Optional<PruningFact.Reported> report =
                event instanceof EpochReported reported ? Judgement.report(before, reported) : Optional.empty();
        change.history = Observations.after(change.history, before, event, report);
        change.ofTrial(before, after, event, at);
        report.<PruningFact>map(it -> it)
                .or(() -> fact(event))
                .ifPresent(fact -> change.pruner = change.pruner.after(fact));
        return change.build();
    }

    private void ofStudy(Event event, Instant at) {
        if (event instanceof StudyExtended extended) {
            trials = extended.trials();
            budget = extended.budget();
            reached = Optional.empty();
        } else if (event instanceof PointEnqueued enqueued) {
            queue = queue.plus(enqueued.parameters());
        } else if (event instanceof StudyPaused) {
            pausedAt = Optional.of(at);
        } else if (event instanceof StudyResumed) {
            pausedTime = pausedTime.plus(
                    pausedAt.map(since -> Duration.between(since, at)).orElse(Duration.ZERO));
            pausedAt = Optional.empty();
        } else if (event instanceof StudyBudgetReached bound) {
            reached = Optional.of(bound.reason());
        }
    }

    private void ofTrial(StudyState before, StudyState after, Event event, Instant at) {
        if (event instanceof TrialSuggested suggested && suggested.source() == TrialSource.ENQUEUED) {
            queue = queue.minus(0);
        } else if (event instanceof TrialCompleted) {
            boolean same = after.best().equals(before.best())
                    && history.front().equals(before.progress().history().front());
            sinceBest = same ? sinceBest + 1 : 0;
        }
        attemptOf(event).ifPresent(trial -> deviceTime = deviceTime.plus(spent(before, after, trial, at)));
    }

    /** The trial whose attempt the event may have ended. */
    private static Optional<TrialId> attemptOf(Event event) {
        if (event instanceof EpochReported) {
            return Optional.empty();
        } else if (event instanceof AttemptFact fact) {
            return Optional.of(fact.attempt().trial());
        }
        return event instanceof LeaseExpired expired
                ? Optional.of(expired.attempt().trial())
                : Optional.empty();
    }

    /** What an attempt took that this event ended. */
    private static Duration spent(StudyState before, StudyState after, TrialId trial, Instant at) {
        boolean ran = before.trial(trial)
                .flatMap(Trial::current)
                .filter(it -> it.endedAt().isEmpty())
                .isPresent();
        Optional<Attempt> now = after.trial(trial).flatMap(Trial::current);
        return now.filter(it -> ran && it.endedAt().isPresent())
                .flatMap(Attempt::grantedAt)
                .map(granted -> Duration.between(granted, at))
                .orElse(Duration.ZERO);
    }

    /** What an event that is no report tells a pruner. */
    private static Optional<PruningFact> fact(Event event) {
        if (event instanceof TrialPaused paused) {
            return Optional.of(new PruningFact.Paused(paused.trial().number()));
        } else if (event instanceof TrialResumed resumed) {
            return Optional.of(new PruningFact.Resumed(resumed.trial().number()));
        } else if (event instanceof TrialCompleted completed) {
            return finished(completed.trial(), Outcome.COMPLETED, completed.value());
        } else if (event instanceof TrialPruned pruned) {
            return finished(pruned.trial(), Outcome.PRUNED, Double.NaN);
        } else if (event instanceof TrialFailed failed) {
            return finished(failed.trial(), Outcome.FAILED, Double.NaN);
        } else if (event instanceof TrialStopped stopped) {
            return finished(stopped.trial(), Outcome.STOPPED, Double.NaN);
        }
        return Optional.empty();
    }

    private static Optional<PruningFact> finished(TrialId trial, Outcome outcome, double value) {
        return Optional.of(new PruningFact.Finished(trial.number(), outcome, value));
    }

    private Progress build() {
        return new Progress(
                events, trials, budget, queue, pruner, history, deviceTime, sinceBest, pausedAt, pausedTime, reached);
    }
}
