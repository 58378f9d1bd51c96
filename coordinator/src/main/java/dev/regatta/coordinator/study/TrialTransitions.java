package dev.regatta.coordinator.study;

import static dev.regatta.coordinator.study.TrialState.COMPLETED;
import static dev.regatta.coordinator.study.TrialState.FAILED;
import static dev.regatta.coordinator.study.TrialState.PAUSED;
import static dev.regatta.coordinator.study.TrialState.PRUNED;
import static dev.regatta.coordinator.study.TrialState.QUEUED;
import static dev.regatta.coordinator.study.TrialState.RUNNING;
import static dev.regatta.coordinator.study.TrialState.STOPPED;
import static dev.regatta.coordinator.study.TrialState.STOPPING;

import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.event.TrialFailed;
import dev.regatta.protocol.event.TrialJudged;
import dev.regatta.protocol.event.TrialPaused;
import dev.regatta.protocol.event.TrialPruned;
import dev.regatta.protocol.event.TrialResumed;
import dev.regatta.protocol.event.TrialStopRequested;
import dev.regatta.protocol.event.TrialStopped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The life of a trial as one table. Events that are not in it leave the state as it is. */
public final class TrialTransitions {

    /** In state {@code from}, {@code on} leads to {@code to}. */
    public record Transition(TrialState from, Class<? extends Event> on, TrialState to) {}

    private static final List<Transition> TABLE = List.of(
            new Transition(QUEUED, AttemptQueued.class, QUEUED), // the first attempt, right after TrialSuggested
            new Transition(QUEUED, LeaseGranted.class, RUNNING),
            new Transition(QUEUED, TrialStopped.class, STOPPED),
            new Transition(RUNNING, AttemptQueued.class, QUEUED), // yielded, lease expired, or failed and retried
            new Transition(RUNNING, TrialCompleted.class, COMPLETED),
            new Transition(RUNNING, TrialFailed.class, FAILED),
            new Transition(RUNNING, TrialStopRequested.class, STOPPING),
            new Transition(RUNNING, TrialJudged.class, STOPPING), // to be pruned or paused
            new Transition(STOPPING, TrialStopRequested.class, STOPPING), // judged before, now to end for good
            new Transition(STOPPING, TrialFailed.class, FAILED), // it was to be paused, and diverged
            new Transition(STOPPING, TrialPruned.class, PRUNED),
            new Transition(STOPPING, TrialPaused.class, PAUSED),
            new Transition(PAUSED, TrialResumed.class, QUEUED),
            new Transition(PAUSED, TrialPruned.class, PRUNED), // the study ended without its promotion
            new Transition(PAUSED, TrialStopped.class, STOPPED),
            new Transition(STOPPING, TrialCompleted.class, COMPLETED), // it was faster than the request
            new Transition(STOPPING, TrialStopped.class, STOPPED));

    /** The table again, for a look-up at every event of a replay. */
    private static final Map<Class<? extends Event>, Map<TrialState, TrialState>> BY_EVENT = TABLE.stream()
            .collect(Collectors.groupingBy(Transition::on, Collectors.toMap(Transition::from, Transition::to)));

    private TrialTransitions() {}

    public static List<Transition> table() {
        return TABLE;
    }

    /** Where {@code event} leads from {@code state}; empty where the table has no such transition. */
    public static Optional<TrialState> next(TrialState state, Class<? extends Event> event) {
        return Optional.ofNullable(BY_EVENT.getOrDefault(event, Map.of()).get(state));
    }

    /** True if events of this type move trials between states. */
    public static boolean moves(Class<? extends Event> event) {
        return BY_EVENT.containsKey(event);
    }
}
