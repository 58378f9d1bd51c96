package dev.regatta.coordinator.http;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.BERT;
import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.NOON;
import static dev.regatta.coordinator.study.Studies.attempt;
import static dev.regatta.coordinator.study.Studies.create;
import static dev.regatta.coordinator.study.Studies.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.coordinator.study.LiveStudy;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.fleet.RunningAttempt;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.fleet.WorkerState;
import dev.regatta.protocol.study.Placement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialNotesTest {
    private final FleetRegistry fleet = new FleetRegistry();
    private final LiveStudy live = new LiveStudy().tell(create(4, 4));

    private Optional<String> note(int trial, long second) {
        Clock clock = Clock.fixed(NOON.plusSeconds(second), ZoneOffset.UTC);
        return new TrialNotes(Map.of(ID, live.study()), fleet, Map.of(), clock, Duration.ofSeconds(15))
                .message(live.trial(trial));
    }

    private void beat(WorkerId worker, long second, Optional<RunningAttempt> running) {
        WorkerState state = running.isPresent() ? WorkerState.BUSY : WorkerState.IDLE;
        fleet.heard(
                new WorkerHeartbeat(worker, NOON, state, "host", 1, "cpu", 1, "1", running), NOON.plusSeconds(second));
    }

    private static Optional<RunningAttempt> training(int trial, long step) {
        return Optional.of(new RunningAttempt(attempt(trial, 1), 1, "training", 0, 9, step, 1000, 0.5));
    }

    @Test
    void aTrialWhoseLastWorkerVanishedSaysThatThereIsNone() {
        beat(ANNA, 0, Optional.empty());
        assertThat(note(0, 1)).contains("waiting for one of 1 workers");
        live.claim(0, 1, ANNA).tell(new ExpireLease(attempt(0, 1), 1, "worker anna is gone"));
        assertThat(note(0, 20)).contains("waiting: no worker, the last one ended: worker anna is gone");
        assertThat(note(1, 20)).contains("waiting: no worker");
    }

    @Test
    void aTrialBehindOthersSaysThatTheWorkersAreBusy() {
        live.claim(0, 1, ANNA);
        beat(ANNA, 0, training(0, 1));
        assertThat(note(1, 1)).contains("waiting: the only worker is busy");
    }

    @Test
    void anAttemptThatTakesNoFurtherStepIsStuck() {
        live.claim(0, 1, ANNA);
        beat(ANNA, 0, training(0, 1));
        beat(ANNA, 10, training(0, 11));
        assertThat(note(0, 60)).isEmpty();
        beat(ANNA, 75, training(0, 11));
        assertThat(note(0, 75)).contains("stuck: no step for 65 s on anna");
        beat(ANNA, 76, training(0, 12));
        assertThat(note(0, 77)).isEmpty();
    }

    @Test
    void anAttemptFarBehindTheStudysMedianIsSlow() {
        WorkerId cora = new WorkerId("cora");
        live.claim(0, 1, ANNA).claim(1, 1, BERT).claim(2, 1, cora);
        beat(ANNA, 0, training(0, 0));
        beat(BERT, 0, training(1, 0));
        beat(cora, 0, training(2, 0));
        beat(ANNA, 10, training(0, 10));
        beat(BERT, 10, training(1, 10));
        beat(cora, 10, training(2, 2));
        assertThat(note(0, 10)).isEmpty();
        assertThat(note(2, 10)).contains("slow: 5.00 s a step on cora, the median of the study is 1.00 s");
    }

    @Test
    void aTrialThatNeedsAPoolSaysThatItHasNoWorkers() {
        Placement spot = new Placement(Optional.of("spot"), Map.of("gpu", "h100"), 0, Optional.empty());
        LiveStudy placed =
                new LiveStudy().tell(new CreateStudy("r", ID, spec(4, 4).with(spot)));
        beat(ANNA, 0, Optional.empty());
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        var notes = new TrialNotes(Map.of(ID, placed.study()), fleet, Map.of(), clock, Duration.ofSeconds(15));
        assertThat(notes.message(placed.trial(0))).contains("waiting: no worker of pool spot with gpu=h100");
    }

    @Test
    void aTrialOfAnOwnerAtItsQuotaSaysSo() {
        Placement owned = new Placement(Optional.empty(), Map.of(), 0, Optional.of("vision"));
        LiveStudy placed =
                new LiveStudy().tell(new CreateStudy("r", ID, spec(4, 4).with(owned)));
        placed.claim(0, 1, BERT);
        beat(ANNA, 0, Optional.empty());
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        var notes =
                new TrialNotes(Map.of(ID, placed.study()), fleet, Map.of("vision", 1), clock, Duration.ofSeconds(15));
        assertThat(notes.message(placed.trial(1))).contains("waiting: vision has its quota of 1 attempts");
    }
}
