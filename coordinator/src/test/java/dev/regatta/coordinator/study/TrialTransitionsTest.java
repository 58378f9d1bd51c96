package dev.regatta.coordinator.study;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.NOON;
import static dev.regatta.coordinator.study.Studies.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.StudyCreated;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.event.TrialFailed;
import dev.regatta.protocol.event.TrialJudged;
import dev.regatta.protocol.event.TrialPaused;
import dev.regatta.protocol.event.TrialPruned;
import dev.regatta.protocol.event.TrialResumed;
import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.event.TrialStopRequested;
import dev.regatta.protocol.event.TrialStopped;
import dev.regatta.protocol.event.TrialSuggested;
import dev.regatta.protocol.study.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrialTransitionsTest {

    private static final TrialId TRIAL = new TrialId(ID, 0);

    private static final Event QUEUED = new AttemptQueued(attempt(0, 1), "suggested");
    private static final Event GRANTED = new LeaseGranted(attempt(0, 1), 1, ANNA);
    private static final Event STOP_REQUESTED = new TrialStopRequested(TRIAL, "enough");
    private static final Event COMPLETED = new TrialCompleted(TRIAL, 0.5);
    private static final Event FAILED = new TrialFailed(TRIAL, FailureKind.DIVERGED, "loss is NaN");
    private static final Event STOPPED = new TrialStopped(TRIAL, "enough");

    private static final Event JUDGED =
            new TrialJudged(TRIAL, 1, TrialJudged.Verdict.PAUSE, "asha-promotion:1", "rank 2 of 3");
    private static final Event PRUNED = new TrialPruned(TRIAL, "rank 2 of 3");
    private static final Event PAUSED = new TrialPaused(TRIAL, "rank 2 of 3");
    private static final Event RESUMED = new TrialResumed(TRIAL, "rank 1 of 3");

    /** The events that bring a new trial into each state. */
    private static final Map<TrialState, List<Event>> WAYS = Map.of(
            TrialState.QUEUED, List.of(QUEUED),
            TrialState.RUNNING, List.of(QUEUED, GRANTED),
            TrialState.STOPPING, List.of(QUEUED, GRANTED, STOP_REQUESTED),
            TrialState.PAUSED, List.of(QUEUED, GRANTED, JUDGED, PAUSED),
            TrialState.PRUNED, List.of(QUEUED, GRANTED, JUDGED, PRUNED),
            TrialState.COMPLETED, List.of(QUEUED, GRANTED, COMPLETED),
            TrialState.FAILED, List.of(QUEUED, GRANTED, FAILED),
            TrialState.STOPPED, List.of(QUEUED, STOPPED));

    private static final List<Event> MOVING = List.of(
            new AttemptQueued(attempt(0, 2), "again"),
            GRANTED,
            STOP_REQUESTED,
            JUDGED,
            PRUNED,
            PAUSED,
            RESUMED,
            COMPLETED,
            FAILED,
            STOPPED);

    static List<Arguments> everyStateAndEvent() {
        List<Arguments> all = new ArrayList<>();
        for (TrialState state : TrialState.values()) {
            MOVING.forEach(event -> all.add(Arguments.of(state, event)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("everyStateAndEvent")
    void aTrialMovesByTheTableAndByNothingElse(TrialState from, Event event) {
        StudyState study = study(from);
        Optional<TrialState> expected = TrialTransitions.table().stream()
                .filter(transition -> transition.from() == from && transition.on() == event.getClass())
                .map(TrialTransitions.Transition::to)
                .findFirst();
        if (expected.isPresent()) {
            StudyState after = StudyEvents.apply(Optional.of(study), event, NOON);
            assertThat(after.trials().get(0).state()).isEqualTo(expected.get());
            assertThat(after.count(expected.get())).isEqualTo(1);
            assertThat(Arrays.stream(TrialState.values()).mapToInt(after::count).sum())
                    .isEqualTo(1);
        } else {
            assertThatThrownBy(() -> StudyEvents.apply(Optional.of(study), event, NOON))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(from.name());
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void everyTransitionOfTheTableIsVisited(TrialTransitions.Transition transition) {
        assertThat(MOVING).anyMatch(event -> event.getClass() == transition.on());
        assertThat(WAYS).containsKey(transition.from());
    }

    static List<TrialTransitions.Transition> table() {
        return TrialTransitions.table();
    }

    private static StudyState study(TrialState state) {
        List<Event> events = new ArrayList<>();
        events.add(new StudyCreated(ID, "request", Studies.spec(1, 1)));
        events.add(new TrialSuggested(TRIAL, Parameters.NONE, 1, TrialSource.SAMPLED, "random:1"));
        events.addAll(WAYS.getOrDefault(state, List.of()));
        StudyState study = StudyEvents.applyAll(Optional.empty(), events, NOON).orElseThrow();
        assertThat(study.trials().get(0).state()).isEqualTo(state);
        return study;
    }
}
