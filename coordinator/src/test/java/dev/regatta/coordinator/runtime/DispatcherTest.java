package dev.regatta.coordinator.runtime;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.NOON;
import static dev.regatta.coordinator.study.Studies.header;
import static dev.regatta.coordinator.study.Studies.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.placement.FairShare;
import dev.regatta.coordinator.study.LiveStudy;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.StopStudy;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.fleet.Equipment;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.fleet.WorkerState;
import dev.regatta.protocol.study.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final int TRIALS = 9;

    private final Map<StudyId, StudyState> states = new HashMap<>();
    private final FleetRegistry fleet = new FleetRegistry();
    private final List<String> handed = new ArrayList<>();
    private boolean brokerIsAway;
    private final Dispatcher dispatcher =
            new Dispatcher(states, fleet, this::publish, new FairShare(Map.of()), Duration.ofSeconds(15));
    private final LiveStudy live = new LiveStudy();
    private int told;

    private void publish(List<Outgoing> messages) {
        if (brokerIsAway) {
            throw new IllegalStateException("the broker is away");
        }
        messages.forEach(message -> handed.add(message.topic() + " " + message.key()));
    }

    private void create(Placement placement) {
        live.tell(new CreateStudy("request", ID, spec(TRIALS, TRIALS).with(placement)));
        commit();
    }

    private void commit() {
        states.put(ID, live.study());
        List<JournalEntry> journal = live.journal();
        dispatcher.committed(journal.subList(told, journal.size()));
        told = journal.size();
    }

    private void beat(String worker, String pool, int second) {
        Equipment equipment = new Equipment(pool, Map.of(), 0);
        fleet.heard(
                new WorkerHeartbeat(
                        new WorkerId(worker),
                        NOON,
                        WorkerState.IDLE,
                        "host",
                        1,
                        "cpu",
                        1,
                        "1",
                        Optional.empty(),
                        Optional.of(equipment)),
                NOON.plusSeconds(second));
    }

    private List<String> handedAt(int second) {
        handed.clear();
        Instant now = NOON.plusSeconds(second);
        dispatcher.dispatch(now);
        return List.copyOf(handed);
    }

    @Test
    void noMoreIsHandedOutThanTheWorkersCanTakeNow() {
        create(Placement.ANY);
        assertThat(handedAt(0)).as("nobody is there").isEmpty();
        beat("anna", "default", 0);
        assertThat(handedAt(0)).containsExactly("regatta.work tiny/0/1");
        assertThat(handedAt(1)).isEmpty();
        live.claim(0, 1, ANNA);
        commit();
        assertThat(handedAt(1)).as("anna is busy").isEmpty();
        live.say(new AttemptCompleted(header(0, 1, 1, 1, ANNA), Map.of("accuracy", 0.5), ""));
        commit();
        assertThat(handedAt(2)).containsExactly("regatta.work tiny/1/1");
    }

    @Test
    void aWorkerThatIsGoneWithItsAttemptKeepsNobodyIdle() {
        create(Placement.ANY);
        beat("anna", "default", 0);
        assertThat(handedAt(0)).hasSize(1);
        live.claim(0, 1, ANNA);
        commit();
        beat("bert", "default", 16);
        assertThat(handedAt(16)).as("anna is silent").containsExactly("regatta.work tiny/1/1");
    }

    @Test
    void whatIsClaimedLateKeepsNobodyIdleButForTwo() {
        create(Placement.ANY);
        beat("anna", "default", 0);
        assertThat(handedAt(0)).hasSize(1);
        assertThat(handedAt(1)).as("it may be claimed any moment").isEmpty();
        assertThat(handedAt(2)).containsExactly("regatta.work tiny/1/1");
        assertThat(handedAt(4)).containsExactly("regatta.work tiny/2/1");
        assertThat(handedAt(6)).as("three lie there for one worker").isEmpty();
    }

    @Test
    void aStudyThatNeedsAPoolWaitsForItsWorkers() {
        create(new Placement(Optional.of("spot"), Map.of(), 0, Optional.empty()));
        beat("anna", "default", 0);
        assertThat(handedAt(0)).isEmpty();
        beat("sue", "spot", 1);
        assertThat(handedAt(1)).containsExactly("regatta.work.spot tiny/0/1");
    }

    @Test
    void whatLiesInAPoolWhoseWorkersVanishedGoesToAnother() {
        create(Placement.ANY);
        beat("sue", "spot", 0);
        assertThat(handedAt(0)).containsExactly("regatta.work.spot tiny/0/1");
        beat("anna", "default", 20);
        beat("bert", "default", 20);
        assertThat(handedAt(20)).containsExactly("regatta.work tiny/0/1", "regatta.work tiny/1/1");
    }

    @Test
    void whatNobodyClaimedIsHandedOutAgain() {
        create(Placement.ANY);
        beat("anna", "default", 0);
        assertThat(handedAt(0)).containsExactly("regatta.work tiny/0/1");
        beat("anna", "default", 61);
        assertThat(handedAt(61)).as("before what came later").containsExactly("regatta.work tiny/0/1");
    }

    @Test
    void whatTheBrokerDidNotTakeWaitsStill() {
        create(Placement.ANY);
        beat("anna", "default", 0);
        brokerIsAway = true;
        assertThat(handedAt(0)).isEmpty();
        brokerIsAway = false;
        assertThat(handedAt(1)).containsExactly("regatta.work tiny/0/1");
    }

    @Test
    void aStoppedStudyHasNothingToHandOut() {
        create(Placement.ANY);
        live.tell(new StopStudy("stop", ID, "enough"));
        commit();
        assertThat(handedAt(0)).isEmpty();
    }

    @Test
    void afterARestartWhatWaitsIsHandedOutAgain() {
        create(Placement.ANY);
        live.claim(0, 1, ANNA);
        commit();
        beat("bert", "default", 0);
        assertThat(handedAt(0)).containsExactly("regatta.work tiny/1/1");
        dispatcher.restart();
        beat("anna", "default", 1);
        assertThat(handedAt(1)).as("anna has one, bert none").containsExactly("regatta.work tiny/1/1");
    }
}
