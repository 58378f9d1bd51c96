package dev.regatta.deploy.simulation;

import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.TrialState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.LeaseExpired;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.StudyBudgetReached;
import dev.regatta.protocol.event.StudyEnded;
import dev.regatta.protocol.event.StudyStopRequested;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.event.TrialSuggested;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What must hold of a journal, told apart from the code that writes it: at most one lease at a time, no word of a worker
 * without it, every epoch once and with the metrics of an undisturbed run, and no budget exceeded.
 */
final class JournalRules {

    private record Lease(AttemptId attempt, long epoch, WorkerId worker) {}

    private record Place(AttemptId attempt, long epoch, long sequence) {}

    private record Report(TrialId trial, int epoch) {}

    private final Map<TrialId, Lease> leases = new HashMap<>();
    private final Map<TrialId, Long> epochs = new HashMap<>();
    private final Map<Place, AttemptFact> facts = new HashMap<>();
    private final Map<Lease, Long> sequences = new HashMap<>();
    private final Map<Report, EpochReported> reports = new HashMap<>();
    private final Map<TrialId, Integer> failures = new HashMap<>();
    private boolean closed;

    /** The rule that the next event breaks, given the study before it. */
    Optional<String> broken(Optional<StudyState> study, Event event) {
        if (event instanceof LeaseGranted granted) {
            return granted(granted);
        } else if (event instanceof LeaseExpired expired) {
            return lease(new Lease(expired.attempt(), expired.leaseEpoch(), expired.worker()), true, event);
        } else if (event instanceof AttemptFact fact) {
            return fact(study.orElseThrow(), fact);
        } else if (event instanceof TrialCompleted completed) {
            double value = expected(study.orElseThrow(), completed.trial(), ChainTrainer.EPOCHS);
            return unless(completed.value() == value, "the result is not the undisturbed run's", event);
        } else if (event instanceof TrialSuggested suggested) {
            boolean allowed = !closed
                    && suggested.trial().number() < study.orElseThrow().spec().trials();
            return unless(allowed, "a trial beyond the study's budget or after its end", event);
        } else if (event instanceof StudyStopRequested
                || event instanceof StudyBudgetReached
                || event instanceof StudyEnded) {
            closed = true;
        }
        return Optional.empty();
    }

    /** The rule that the state after a transaction breaks. */
    Optional<String> broken(StudyState study) {
        if (study.active() > study.spec().concurrency()) {
            return Optional.of(study.active() + " trials are active, concurrency is "
                    + study.spec().concurrency());
        }
        boolean open = study.trials().stream().anyMatch(trial -> hasStrayAttempt(trial));
        return open
                ? Optional.of("an attempt is open that is not its trial's last, or of an ended trial")
                : Optional.empty();
    }

    private static boolean hasStrayAttempt(Trial trial) {
        long open = trial.attempts().stream()
                .filter(attempt -> attempt.endedAt().isEmpty())
                .count();
        return open != (trial.state().isActive() ? 1 : 0);
    }

    private Optional<String> granted(LeaseGranted granted) {
        TrialId trial = granted.attempt().trial();
        boolean alone = !leases.containsKey(trial);
        boolean newer = granted.leaseEpoch() > epochs.getOrDefault(trial, 0L);
        leases.put(trial, new Lease(granted.attempt(), granted.leaseEpoch(), granted.worker()));
        epochs.put(trial, granted.leaseEpoch());
        return unless(alone && newer, "a second lease beside " + leases.get(trial), granted);
    }

    private Optional<String> fact(StudyState study, AttemptFact fact) {
        Lease lease = new Lease(fact.attempt(), fact.header().leaseEpoch(), fact.worker());
        boolean ends =
                fact instanceof AttemptYielded || fact instanceof AttemptFailed || fact instanceof AttemptCompleted;
        Optional<String> held = lease(lease, ends, fact);
        long last = sequences.getOrDefault(lease, 0L);
        sequences.put(lease, fact.header().sequence());
        facts.put(new Place(fact.attempt(), lease.epoch(), fact.header().sequence()), fact);
        return held.or(() -> unless(fact.header().sequence() > last, "a word that counts twice", fact))
                .or(() -> failed(study, fact))
                .or(() -> reported(study, fact));
    }

    private Optional<String> lease(Lease named, boolean ends, Event event) {
        TrialId trial = named.attempt().trial();
        boolean held = named.equals(leases.get(trial));
        if (ends) {
            leases.remove(trial);
        }
        return unless(held, "accepted without the lease", event);
    }

    private Optional<String> failed(StudyState study, AttemptFact fact) {
        boolean endsAnyway = study.trial(fact.attempt().trial()).orElseThrow().state() == TrialState.STOPPING;
        if (!(fact instanceof AttemptFailed) || endsAnyway) { // what was to be paused or stopped is not retried
            return Optional.empty();
        }
        int failed = failures.merge(fact.attempt().trial(), 1, Integer::sum);
        return unless(failed <= study.spec().retries() + 1, "more retries than the study has", fact);
    }

    private Optional<String> reported(StudyState study, AttemptFact fact) {
        if (!(fact instanceof EpochReported reported)) {
            return Optional.empty();
        }
        TrialId trial = reported.attempt().trial();
        boolean next = reported.epoch() == study.trial(trial).orElseThrow().reportedEpoch() + 1;
        Object value = reported.metrics().get(ChainTrainer.METRIC);
        boolean right = value instanceof Double number && number == expected(study, trial, reported.epoch());
        reports.put(new Report(trial, reported.epoch()), reported);
        return unless(next, "an epoch twice or left out", fact)
                .or(() -> unless(right, "metrics that are not the undisturbed run's", fact));
    }

    private static double expected(StudyState study, TrialId trial, int epochs) {
        long seed = study.trial(trial).orElseThrow().seed();
        return ChainTrainer.expected(seed, (long) epochs * ChainTrainer.STEPS_PER_EPOCH);
    }

    private static Optional<String> unless(boolean holds, String rule, Event event) {
        return holds ? Optional.empty() : Optional.of(rule + ": " + event);
    }

    /** True if the journal has what was said, or had its epoch before. */
    boolean isKnown(AttemptFact fact) {
        Place place = new Place(
                fact.attempt(), fact.header().leaseEpoch(), fact.header().sequence());
        boolean again = fact instanceof EpochReported reported
                && report(fact.attempt().trial(), reported.epoch())
                        .filter(known -> known.metrics().equals(reported.metrics()))
                        .isPresent();
        return again || fact.equals(facts.get(place));
    }

    Optional<EpochReported> report(TrialId trial, int epoch) {
        return Optional.ofNullable(reports.get(new Report(trial, epoch)));
    }
}
