package dev.regatta.coordinator.study;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.api.Directive;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a study answers to a command or a fact.
 *
 * @param events what happened; empty where nothing changed
 * @param work attempts to be published to the workers
 * @param control messages to single workers
 * @param reply the answer to a user's request
 */
public record Decision(List<Event> events, List<RunTrial> work, List<ControlMessage> control, Optional<Reply> reply) {

    static final Decision NOTHING = new Decision(List.of(), List.of(), List.of(), Optional.empty());

    public Decision {
        events = List.copyOf(events);
        work = List.copyOf(work);
        control = List.copyOf(control);
    }

    static Decision of(List<Event> events, ControlMessage... control) {
        return new Decision(events, List.of(), List.of(control), Optional.empty());
    }

    /** The same, with this event before the others. */
    Decision after(Event first) {
        List<Event> all = new ArrayList<>(List.of(first));
        all.addAll(events);
        return new Decision(all, work, control, reply);
    }

    Decision replying(Reply reply) {
        return new Decision(events, work, control, Optional.of(reply));
    }

    /** The answer to a user's request. */
    public sealed interface Reply {

        String request();

        /** It was done, or had been done before. */
        record Done(String request) implements Reply {}

        /** It contradicts the study's state. */
        record Conflict(String request, String message) implements Reply {}

        /** A trial for whoever asked. */
        record Granted(String request, AttemptId attempt, long leaseEpoch) implements Reply {}

        /** No trial may start now. */
        record Waiting(String request) implements Reply {}

        /** The reports count. */
        record Heard(String request, TrialId trial, Directive directive) implements Reply {}

        /** The trial's end counts. */
        record Told(String request, TrialId trial) implements Reply {}

        /**
         * It cannot be done.
         *
         * @param code why, for programs
         */
        record Refused(String request, String code, String message) implements Reply {}

        /** There is no such study. */
        record NotFound(String request, String message) implements Reply {}
    }
}
