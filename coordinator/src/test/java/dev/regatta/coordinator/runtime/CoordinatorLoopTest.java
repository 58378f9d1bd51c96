package dev.regatta.coordinator.runtime;

import static dev.regatta.coordinator.study.Studies.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.fleet.RunningAttempt;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.fleet.WorkerState;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoordinatorLoopTest {
    private static final int WORKERS = 500;

    private final List<List<WorkerHeartbeat>> beats = new ArrayList<>();
    private final List<List<Outgoing>> published = new ArrayList<>();

    private final EmptyInbox inbox = new EmptyInbox(Ownership.whole(1));

    private static WorkerHeartbeat beat(int worker) {
        RunningAttempt running =
                new RunningAttempt(AttemptId.parse("gone/" + worker + "/1"), 1, "training", 0, 1, 0, 1, Double.NaN);
        return new WorkerHeartbeat(
                new WorkerId("w" + worker), NOON, WorkerState.BUSY, "host", 1, "cpu", 1, "1", Optional.of(running));
    }

    /** Each publication waits for the broker: one a heartbeat would let heartbeats come faster than they are answered. */
    @Test
    void manyLostLeasesAreToldInOnePublication() {
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        EventLog log = new InMemoryEventLog();
        StudyRuntime runtime =
                new StudyRuntime(log, (topic, partition, offset, value, reason) -> {}, clock, reply -> {});
        beats.add(
                IntStream.range(0, WORKERS).mapToObj(CoordinatorLoopTest::beat).toList());
        HeartbeatSource heartbeats = () -> beats.isEmpty() ? List.of() : beats.remove(0);
        CoordinatorLoop loop = Loops.over(runtime, log, inbox, heartbeats, published::add, clock);

        assertThat(loop.turn()).isTrue();

        assertThat(published).hasSize(1);
        assertThat(published.get(0)).extracting(Outgoing::key).hasSize(WORKERS).contains("w0", "w499");
    }
}
