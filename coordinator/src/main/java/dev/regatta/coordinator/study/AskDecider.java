package dev.regatta.coordinator.study;

import dev.regatta.coordinator.study.Decision.Reply;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.api.Directive;
import dev.regatta.protocol.command.AskTrial;
import dev.regatta.protocol.command.ReportTrial;
import dev.regatta.protocol.command.TellTrial;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.study.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Programs outside the fleet: they ask for trials, report and tell. What they say becomes the facts that a worker would
 * offer, so leases, retries and pruning are the same. Repeats are recognized: an ask by its key, a report by its step, a
 * tell by its lease.
 */
final class AskDecider {

    /** Codes of refusals, for programs. */
    private static final String STUDY_ENDED = "study_ended";

    private static final String LEASE_LOST = "lease_lost";
    private static final String NOT_EXTERNAL = "not_external";

    private AskDecider() {}

    static Decision ask(StudyState study, AskTrial ask) {
        Optional<AttemptId> before =
                Optional.ofNullable(study.asks().get(ask.ask().key()));
        if (before.isPresent()) {
            return Decision.NOTHING.replying(
                    new Reply.Granted(ask.request(), before.get(), epochOf(study, before.get())));
        }
        if (!(study.spec().workload() instanceof Workload.External)) {
            return refuse(ask.request(), NOT_EXTERNAL, "trials of study " + study.id() + " are for workers alone");
        }
        if (study.status() == StudyStatus.PAUSED) {
            return Decision.NOTHING.replying(new Reply.Waiting(ask.request()));
        }
        if (study.status() != StudyStatus.RUNNING) {
            return refuse(ask.request(), STUDY_ENDED, "study " + study.id() + " is " + study.status());
        }
        return waiting(study)
                .map(trial -> grant(ask, List.of(), trial.id(), trial.attempts().size(), trial.lastLeaseEpoch() + 1))
                .orElseGet(() -> suggest(study, ask));
    }

    /** The first trial that was given back, or whose lease ran out. */
    private static Optional<Trial> waiting(StudyState study) {
        return study.count(TrialState.QUEUED) == 0
                ? Optional.empty()
                : study.trials().stream()
                        .filter(trial -> trial.state() == TrialState.QUEUED)
                        .findFirst();
    }

    private static Decision suggest(StudyState study, AskTrial ask) {
        List<Event> suggested = Suggestions.one(study);
        return suggested.isEmpty()
                ? Decision.NOTHING.replying(new Reply.Waiting(ask.request()))
                : grant(ask, suggested, new TrialId(study.id(), study.trials().size()), 1, 1);
    }

    private static Decision grant(AskTrial ask, List<Event> before, TrialId trial, int number, long epoch) {
        AttemptId attempt = new AttemptId(trial, number);
        List<Event> events = new ArrayList<>(before);
        events.add(new LeaseGranted(attempt, epoch, ask.worker(), Optional.of(ask.ask())));
        return Decision.of(events).replying(new Reply.Granted(ask.request(), attempt, epoch));
    }

    static Decision report(StudyState study, ReportTrial report, Instant now) {
        Optional<AttemptId> holder = holder(study, report.trial(), report.leaseEpoch());
        if (holder.isEmpty()) {
            return lost(study, report.request(), report.trial(), report.leaseEpoch());
        }
        StudyState state = study;
        List<Event> events = new ArrayList<>();
        for (ReportTrial.Report step : report.reports()) {
            FactHeader header = next(state, holder.get());
            List<Event> decided = AttemptDecider.fact(
                            state, new EpochReported(header, step.step(), step.step(), step.metrics()))
                    .events();
            state = StudyEvents.applyAll(Optional.of(state), decided, now).orElseThrow();
            events.addAll(decided);
        }
        Directive directive = TrialDirectives.of(trial(state, report.trial()));
        return Decision.of(events).replying(new Reply.Heard(report.request(), report.trial(), directive));
    }

    static Decision tell(StudyState study, TellTrial tell) {
        Optional<AttemptId> holder = holder(study, tell.trial(), tell.leaseEpoch());
        if (holder.isPresent()) {
            AttemptFact fact = fact(next(study, holder.get()), tell.result());
            return Decision.of(AttemptDecider.fact(study, fact).events())
                    .replying(new Reply.Told(tell.request(), tell.trial()));
        }
        return toldBefore(study, tell)
                ? Decision.NOTHING.replying(new Reply.Told(tell.request(), tell.trial()))
                : lost(study, tell.request(), tell.trial(), tell.leaseEpoch());
    }

    private static AttemptFact fact(FactHeader header, TellTrial.Result result) {
        return switch (result.state()) {
            case COMPLETED -> new AttemptCompleted(header, result.metrics(), AttemptCompleted.NO_WEIGHTS);
            case FAILED -> new AttemptFailed(header, result.failure(), result.message());
            case YIELDED -> new AttemptYielded(header, result.message());
        };
    }

    private static FactHeader next(StudyState study, AttemptId id) {
        Attempt attempt = trial(study, id.trial()).current().orElseThrow();
        return new FactHeader(
                id,
                attempt.leaseEpoch(),
                attempt.lastSequence() + 1,
                attempt.worker().orElseThrow());
    }

    private static Trial trial(StudyState study, TrialId id) {
        return study.trial(id).orElseThrow();
    }

    private static long epochOf(StudyState study, AttemptId id) {
        return trial(study, id.trial()).attempts().get(id.number() - 1).leaseEpoch();
    }

    /** The attempt that holds this lease now. */
    private static Optional<AttemptId> holder(StudyState study, TrialId id, long leaseEpoch) {
        return study.trial(id)
                .flatMap(Trial::current)
                .filter(attempt -> attempt.state() == AttemptState.RUNNING && attempt.leaseEpoch() == leaseEpoch)
                .map(attempt -> new AttemptId(id, attempt.number()));
    }

    private static boolean toldBefore(StudyState study, TellTrial tell) {
        return study.trial(tell.trial()).stream()
                .flatMap(trial -> trial.attempts().stream())
                .anyMatch(attempt -> attempt.leaseEpoch() == tell.leaseEpoch()
                        && attempt.state()
                                == switch (tell.result().state()) {
                                    case COMPLETED -> AttemptState.COMPLETED;
                                    case FAILED -> AttemptState.FAILED;
                                    case YIELDED -> AttemptState.YIELDED;
                                });
    }

    private static Decision lost(StudyState study, String request, TrialId id, long leaseEpoch) {
        return study.trial(id)
                .map(trial -> refuse(
                        request,
                        LEASE_LOST,
                        "lease " + leaseEpoch + " of trial " + id + " is over or was never granted, the trial is "
                                + trial.state()))
                .orElseGet(() -> Decision.NOTHING.replying(new Reply.NotFound(request, "there is no trial " + id)));
    }

    private static Decision refuse(String request, String code, String message) {
        return Decision.NOTHING.replying(new Reply.Refused(request, code, message));
    }
}
