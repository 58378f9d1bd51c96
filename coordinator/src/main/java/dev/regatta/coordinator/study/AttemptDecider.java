package dev.regatta.coordinator.study;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.control.ControlMessage.AcceptFact;
import dev.regatta.protocol.control.ControlMessage.GrantLease;
import dev.regatta.protocol.control.ControlMessage.RefuseClaim;
import dev.regatta.protocol.control.ControlMessage.RevokeLease;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.event.LeaseExpired;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.event.TrialFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Leases and facts. A fact counts only under the current lease: the fencing epoch refuses a worker that lost it, the
 * sequence recognizes a repeat.
 */
final class AttemptDecider {

    private AttemptDecider() {}

    static Decision claim(StudyState study, ClaimAttempt claim) {
        Optional<Trial> found = study.trial(claim.attempt().trial());
        if (found.isEmpty()) {
            return refuse(claim, "there is no trial " + claim.attempt().trial());
        }
        Trial trial = found.get();
        Attempt current = trial.current().orElseThrow();
        if (current.number() != claim.attempt().number()) {
            return refuse(claim, "the trial is at attempt " + current.number());
        }
        if (trial.state() == TrialState.QUEUED) {
            long epoch = trial.lastLeaseEpoch() + 1;
            return Decision.of(
                    List.of(new LeaseGranted(claim.attempt(), epoch, claim.worker())),
                    new GrantLease(claim.worker(), claim.attempt(), epoch, claim.claim()));
        }
        // A lease is granted once: to a second process its facts' sequences would be taken for repeats.
        return refuse(claim, "the trial is " + trial.state());
    }

    static Decision refuse(ClaimAttempt claim, String reason) {
        return Decision.of(List.of(), new RefuseClaim(claim.worker(), claim.attempt(), reason, claim.claim()));
    }

    static Decision expire(StudyState study, ExpireLease expire) {
        Optional<Trial> holder = study.trial(expire.attempt().trial())
                .filter(trial -> holds(trial, expire.attempt(), expire.leaseEpoch()));
        if (holder.isEmpty()) {
            return Decision.NOTHING;
        }
        Trial trial = holder.get();
        var worker = trial.current().flatMap(Attempt::worker).orElseThrow();
        Event expired = new LeaseExpired(expire.attempt(), expire.leaseEpoch(), worker, expire.reason());
        return Decision.of(
                List.of(expired, stoppedOrQueued(trial, expire.reason())),
                new RevokeLease(worker, expire.attempt(), expire.leaseEpoch(), expire.reason()));
    }

    static Decision unknown(AttemptFact fact) {
        return revoke(fact, StudyDecider.noStudy(fact.study()));
    }

    static Decision fact(StudyState study, AttemptFact fact) {
        Optional<Trial> found = study.trial(fact.attempt().trial());
        if (found.isEmpty()) {
            return revoke(fact, "there is no trial " + fact.attempt().trial());
        }
        Trial trial = found.get();
        FactHeader header = fact.header();
        if (isRepeat(trial, header)) {
            return Decision.of(List.of(), accept(header));
        }
        if (!holds(trial, fact.attempt(), header.leaseEpoch())) {
            return revoke(fact, "lease " + header.leaseEpoch() + " is over, the latest is " + trial.lastLeaseEpoch());
        }
        if (fact instanceof EpochReported reported && reported.epoch() <= trial.reportedEpoch()) {
            return Decision.of(List.of(), accept(header)); // a resumed attempt says the last epoch again
        }
        return new Decision(accepted(study, trial, fact), List.of(), answers(trial, header), Optional.empty());
    }

    private static List<ControlMessage> answers(Trial trial, FactHeader header) {
        List<ControlMessage> answers = new ArrayList<>(List.of(accept(header)));
        if (trial.state() == TrialState.STOPPING) {
            Endings.message(trial).ifPresent(answers::add);
        }
        return answers;
    }

    /** The fact with all that follows from it for its trial. */
    static List<Event> accepted(StudyState study, Trial trial, AttemptFact fact) {
        if (fact instanceof EpochReported reported) {
            List<Event> events = new ArrayList<>(List.of(fact));
            Judgement.of(study, trial, reported).ifPresent(events::add);
            return events;
        }
        if (fact instanceof AttemptYielded yielded) {
            return List.of(fact, stoppedOrQueued(trial, yielded.reason()));
        }
        if (fact instanceof AttemptFailed failed) {
            return List.of(fact, afterFailure(study, trial, failed));
        }
        if (fact instanceof AttemptCompleted completed) {
            double value =
                    completed.metrics().getOrDefault(study.spec().objective().metric(), Double.NaN);
            return List.of(fact, new TrialCompleted(trial.id(), value));
        }
        return List.of(fact);
    }

    private static Event afterFailure(StudyState study, Trial trial, AttemptFailed failed) {
        boolean retried = study.spec().retryOn().contains(failed.kind());
        boolean mayGoOn = trial.ending().equals(Optional.of(TrialEnding.PAUSE));
        if (trial.state() == TrialState.STOPPING && (retried || !mayGoOn)) {
            return Endings.end(trial, failed.message());
        }
        return retried && trial.failures() < study.spec().retries()
                ? queued(trial, "failed: " + failed.message())
                : new TrialFailed(trial.id(), failed.kind(), failed.message());
    }

    static Event stoppedOrQueued(Trial trial, String reason) {
        return trial.state() == TrialState.STOPPING ? Endings.end(trial, reason) : queued(trial, reason);
    }

    private static Event queued(Trial trial, String reason) {
        return new AttemptQueued(next(trial.id(), trial.current().orElseThrow()), reason);
    }

    private static AttemptId next(TrialId trial, Attempt current) {
        return new AttemptId(trial, current.number() + 1);
    }

    private static boolean holds(Trial trial, AttemptId attempt, long leaseEpoch) {
        return trial.current()
                .filter(current -> current.number() == attempt.number()
                        && current.state() == AttemptState.RUNNING
                        && current.leaseEpoch() == leaseEpoch)
                .isPresent();
    }

    /** Said before, under a lease that accepted it: also after the attempt has ended by it. */
    private static boolean isRepeat(Trial trial, FactHeader header) {
        return trial.attempts().stream()
                .anyMatch(attempt -> attempt.number() == header.attempt().number()
                        && attempt.leaseEpoch() == header.leaseEpoch()
                        && header.sequence() <= attempt.lastSequence());
    }

    private static AcceptFact accept(FactHeader header) {
        return new AcceptFact(header.worker(), header.attempt(), header.leaseEpoch(), header.sequence());
    }

    private static Decision revoke(AttemptFact fact, String reason) {
        return Decision.of(
                List.of(),
                new RevokeLease(fact.worker(), fact.attempt(), fact.header().leaseEpoch(), reason));
    }
}
