package dev.regatta.coordinator.study;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.codec.InboxRecord;
import dev.regatta.protocol.command.AskTrial;
import dev.regatta.protocol.command.CheckBudget;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.command.KeyedCommand;
import dev.regatta.protocol.command.ReportTrial;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.command.StopStudy;
import dev.regatta.protocol.command.TellTrial;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.RequestCompleted;
import dev.regatta.protocol.event.StudyCreated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what a record of the inbox does to its study. Pure: reads the state, changes nothing, draws randomness only
 * from seeds that the journal holds.
 */
public final class StudyDecider {

    private StudyDecider() {}

    /**
     * The events the record leads to, with everything the study does next by itself, and who is to be told.
     *
     * @param state empty if there is no such study
     * @param now becomes the events' time
     */
    public static Decision decide(Optional<StudyState> state, InboxRecord input, Instant now) {
        return complete(state, first(state, input, now), now);
    }

    private static Decision first(Optional<StudyState> state, InboxRecord input, Instant now) {
        if (input instanceof InboxRecord.OfFact offered) {
            return state.map(study -> AttemptDecider.fact(study, offered.fact()))
                    .orElseGet(() -> AttemptDecider.unknown(offered.fact()));
        }
        return commanded(state, ((InboxRecord.OfCommand) input).command(), now);
    }

    private static Decision commanded(Optional<StudyState> state, Command command, Instant now) {
        if (command instanceof KeyedCommand keyed) {
            return once(state, keyed, now);
        }
        if (command instanceof CreateStudy create) {
            return create(state, create);
        } else if (command instanceof StopStudy stop) {
            return forStudy(state, stop.request(), stop.study(), study -> stop(study, stop));
        } else if (command instanceof ClaimAttempt claim) {
            return state.map(study -> AttemptDecider.claim(study, claim))
                    .orElseGet(() -> AttemptDecider.refuse(claim, noStudy(claim.study())));
        }
        if (command instanceof AskTrial ask) {
            return forStudy(state, ask.request(), ask.study(), study -> AskDecider.ask(study, ask));
        } else if (command instanceof ReportTrial report) {
            return forStudy(state, report.request(), report.study(), study -> AskDecider.report(study, report, now));
        } else if (command instanceof TellTrial tell) {
            return forStudy(state, tell.request(), tell.study(), study -> AskDecider.tell(study, tell));
        } else if (Lifecycle.takes(command)) {
            return state.map(study -> Lifecycle.decide(study, command, now))
                    .orElseGet(() -> command instanceof CheckBudget
                            ? Decision.NOTHING
                            : Decision.NOTHING.replying(
                                    new Decision.Reply.NotFound(Lifecycle.request(command), noStudy(command.study()))));
        }
        ExpireLease expire = (ExpireLease) command;
        return state.map(study -> AttemptDecider.expire(study, expire)).orElse(Decision.NOTHING);
    }

    /** Carries a command out unless it was before; one that is refused may be tried again. */
    private static Decision once(Optional<StudyState> state, KeyedCommand keyed, Instant now) {
        String name = keyed.command().getClass().getSimpleName();
        Optional<String> before =
                state.flatMap(study -> Optional.ofNullable(study.requests().get(keyed.key())));
        if (before.isEmpty()) {
            Decision decision = commanded(state, keyed.command(), now);
            return decision.reply()
                            .filter(Decision.Reply.Done.class::isInstance)
                            .isPresent()
                    ? decision.after(new RequestCompleted(keyed.study(), keyed.key(), name))
                    : decision;
        }
        String request = Lifecycle.request(keyed.command());
        return Decision.NOTHING.replying(
                before.get().equals(name)
                        ? new Decision.Reply.Done(request)
                        : new Decision.Reply.Conflict(
                                request,
                                "idempotency key " + keyed.key() + " was used for " + before.get()
                                        + ", must be another for " + name));
    }

    private static Decision forStudy(
            Optional<StudyState> state, String request, StudyId id, Function<StudyState, Decision> decide) {
        return state.map(decide)
                .orElseGet(() -> Decision.NOTHING.replying(new Decision.Reply.NotFound(request, noStudy(id))));
    }

    /** Adds what follows from the events: further suggestions, the study's end, and the work they mean. */
    private static Decision complete(Optional<StudyState> state, Decision decision, Instant now) {
        if (decision.events().isEmpty()) {
            return decision;
        }
        Optional<StudyState> after = StudyEvents.applyAll(state, decision.events(), now);
        List<Event> events = new ArrayList<>(decision.events());
        List<Event> following = after.map(study -> Following.of(study, now)).orElse(List.of());
        events.addAll(following);
        Optional<StudyState> end = StudyEvents.applyAll(after, following, now);
        boolean forWorkers =
                end.map(study -> study.spec().workload().forWorkers()).orElse(false);
        List<RunTrial> work = events.stream()
                .filter(event -> forWorkers && event instanceof AttemptQueued)
                .map(event -> work(end.orElseThrow(), ((AttemptQueued) event).attempt()))
                .toList();
        List<ControlMessage> control = new ArrayList<>(decision.control());
        events.forEach(event -> Endings.message(end, event).ifPresent(control::add));
        return new Decision(events, work, control, decision.reply());
    }

    /** What a worker is told of an attempt that waits. */
    public static RunTrial work(StudyState study, AttemptId attempt) {
        Trial trial = study.trial(attempt.trial()).orElseThrow();
        return new RunTrial(
                attempt,
                trial.parameters(),
                study.spec().workload(),
                study.spec().dataset(),
                study.spec().objective(),
                trial.seed(),
                trial.checkpoints());
    }

    private static Decision create(Optional<StudyState> state, CreateStudy create) {
        if (state.isEmpty()) {
            return Decision.of(
                            List.of(new StudyCreated(create.study(), create.request(), create.spec(), create.priors())))
                    .replying(new Decision.Reply.Done(create.request()));
        }
        if (state.get().request().equals(create.request())) {
            return Decision.NOTHING.replying(new Decision.Reply.Done(create.request()));
        }
        return Decision.NOTHING.replying(new Decision.Reply.Conflict(
                create.request(), "study " + create.study() + " exists already; choose another name"));
    }

    private static Decision stop(StudyState study, StopStudy stop) {
        if (study.status() == StudyStatus.STOPPING) {
            return Decision.NOTHING.replying(new Decision.Reply.Done(stop.request()));
        }
        if (!study.status().isActive()) {
            return Decision.NOTHING.replying(new Decision.Reply.Conflict(
                    stop.request(), "study " + study.id() + " is " + study.status() + ", must be RUNNING"));
        }
        return Decision.of(Lifecycle.stopped(study, stop.reason())).replying(new Decision.Reply.Done(stop.request()));
    }

    static String noStudy(StudyId study) {
        return "there is no study " + study;
    }
}
