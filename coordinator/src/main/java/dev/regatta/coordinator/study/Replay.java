package dev.regatta.coordinator.study;

import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.LeaseExpired;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.PointEnqueued;
import dev.regatta.protocol.event.RequestCompleted;
import dev.regatta.protocol.event.StudyArchived;
import dev.regatta.protocol.event.StudyBudgetReached;
import dev.regatta.protocol.event.StudyCreated;
import dev.regatta.protocol.event.StudyExtended;
import dev.regatta.protocol.event.StudyPaused;
import dev.regatta.protocol.event.StudyRestored;
import dev.regatta.protocol.event.StudyResumed;
import dev.regatta.protocol.event.StudyStopRequested;
import dev.regatta.protocol.event.TrialSuggested;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Derives every decision of a study again from its journal: suggestions, verdicts, promotions, retries and ends. What was
 * given from outside (users' wishes, workers' facts, time) is taken from the journal; what follows from it must be there,
 * equal and in its place. Fed with one study's entries in their order; for one thread.
 */
public final class Replay {

    /**
     * Where journal and derivation part.
     *
     * @param position of the entry that differs
     * @param expected what was derived
     * @param actual what the journal has
     */
    public record Difference(long position, String expected, String actual) {}

    private final Deque<Event> expected = new ArrayDeque<>();
    private Optional<StudyState> state = Optional.empty();
    private boolean goesOn;
    private Instant decidedAt = Instant.EPOCH;
    private long decisions;

    /** Decisions that were derived again so far. */
    public long decisions() {
        return decisions;
    }

    /** Takes the next entry; a difference if it is not what follows. The replay ends with the first one. */
    public Optional<Difference> take(JournalEntry entry) {
        Event event = entry.event();
        try {
            Optional<Difference> difference = check(entry, event);
            if (difference.isEmpty()) {
                state = Optional.of(StudyEvents.apply(state, event, entry.at()));
                follow(entry.at());
            }
            return difference;
        } catch (IllegalStateException e) {
            return Optional.of(
                    new Difference(entry.position(), "an event that can follow: " + e.getMessage(), "" + event));
        }
    }

    /** What the journal ought to go on with, if it ends too early. */
    public Optional<String> missing() {
        return expected.stream().findFirst().map(Event::toString);
    }

    private Optional<Difference> check(JournalEntry entry, Event event) {
        if (!expected.isEmpty() && event instanceof EpochReported && entry.at().equals(decidedAt)) {
            expected.clear(); // of several reports in one request, only the last is followed by what the study does
        }
        if (!expected.isEmpty()) {
            decisions++;
            Event next = expected.remove();
            return next.equals(event) ? Optional.empty() : different(entry, next.toString());
        }
        goesOn = true;
        decidedAt = entry.at();
        if (isGiven(event)) {
            state.ifPresent(study -> expected.addAll(consequences(study, event)));
            return Optional.empty();
        }
        decisions++;
        return unasked(entry, event);
    }

    /** What no entry before leads to: a suggestion for a program that asked, or a bound that time reached. */
    private Optional<Difference> unasked(JournalEntry entry, Event event) {
        StudyState study = state.orElse(null);
        if (study != null && event instanceof TrialSuggested suggested) {
            TrialSuggested again = Suggestions.suggest(study, suggested.trial());
            goesOn = false;
            return again.equals(event) ? Optional.empty() : different(entry, again.toString());
        } else if (study != null && event instanceof AttemptQueued queued && isFirst(study, queued)) {
            goesOn = false;
            return Optional.empty();
        } else if (study != null && event instanceof StudyBudgetReached) {
            List<Event> bound = Lifecycle.budgetReached(study, entry.at());
            expected.addAll(bound);
            Event first = expected.poll();
            return event.equals(first) ? Optional.empty() : different(entry, String.valueOf(first));
        }
        return different(entry, "nothing by itself");
    }

    private static boolean isFirst(StudyState study, AttemptQueued queued) {
        return study.trial(queued.attempt().trial())
                .filter(trial -> trial.attempts().isEmpty())
                .isPresent();
    }

    private void follow(Instant at) {
        if (expected.isEmpty() && goesOn) {
            goesOn = false;
            state.ifPresent(study -> expected.addAll(Following.of(study, at)));
        }
    }

    private static boolean isGiven(Event event) {
        return event instanceof StudyCreated
                || event instanceof StudyStopRequested
                || event instanceof StudyPaused
                || event instanceof StudyResumed
                || event instanceof StudyExtended
                || event instanceof StudyArchived
                || event instanceof StudyRestored
                || event instanceof PointEnqueued
                || event instanceof RequestCompleted
                || event instanceof LeaseGranted
                || event instanceof LeaseExpired
                || event instanceof AttemptFact;
    }

    /** What follows from a given event for its trial, or for all of them. */
    private static List<Event> consequences(StudyState study, Event given) {
        if (given instanceof AttemptFact fact) {
            List<Event> accepted = AttemptDecider.accepted(
                    study, study.trial(fact.attempt().trial()).orElseThrow(), fact);
            return accepted.subList(1, accepted.size());
        } else if (given instanceof LeaseExpired expired) {
            Trial trial = study.trial(expired.attempt().trial()).orElseThrow();
            return List.of(AttemptDecider.stoppedOrQueued(trial, expired.reason()));
        } else if (given instanceof StudyStopRequested stop) {
            return Lifecycle.trialsStopped(study, stop.reason());
        }
        return List.of();
    }

    private static Optional<Difference> different(JournalEntry entry, String expected) {
        return Optional.of(
                new Difference(entry.position(), expected, entry.event().toString()));
    }
}
