package dev.regatta.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.fleet.RunningAttempt;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.fleet.WorkerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HeartbeatsTest {
    private static final Heartbeats.Host HOST = new Heartbeats.Host("host", 42, "1.0");

    private final Fleet fleet = new Fleet();
    private final List<WorkerHeartbeat> sent = new ArrayList<>();
    private final AtomicReference<Instant> clock = new AtomicReference<>(Fleet.START);
    private boolean arriving = true;

    private Heartbeats heartbeats() {
        return new Heartbeats(
                fleet.worker(),
                Fleet.settings(),
                HOST,
                (heartbeat, arrived) -> {
                    sent.add(heartbeat);
                    if (arriving) {
                        arrived.run();
                    }
                },
                clock::get);
    }

    private void beatAfter(Heartbeats heartbeats, int seconds) {
        clock.updateAndGet(now -> now.plusSeconds(seconds));
        heartbeats.beat();
    }

    @Test
    void heartbeatNamesTheRunningAttemptItsLeaseAndItsProgress() throws InterruptedException {
        fleet.serve(
                new CountingTrainer(step -> {
                    if (step == 3) {
                        beatAfter(heartbeats(), 0);
                    }
                }),
                Fleet.work(1, List.of()));

        RunningAttempt running = sent.get(0).running().orElseThrow();
        assertThat(sent.get(0).state()).isEqualTo(WorkerState.BUSY);
        assertThat(running.attempt()).isEqualTo(Fleet.attempt(1));
        assertThat(running.leaseEpoch()).isEqualTo(FakeCoordinator.EPOCH);
        assertThat(running.phase()).isEqualTo("training");
        assertThat(running.step()).isEqualTo(2);
    }

    @Test
    void attemptIsGivenUpOnceNoHeartbeatArrivedForALeasesLength() throws InterruptedException {
        fleet.serve(
                new CountingTrainer(step -> {
                    if (step == 3) {
                        Heartbeats heartbeats = heartbeats();
                        beatAfter(heartbeats, 1);
                        arriving = false;
                        beatAfter(heartbeats, 15);
                        assertThat(fleet.worker().running())
                                .as("16 s, the lease just holds")
                                .isPresent();
                        beatAfter(heartbeats, 1);
                    }
                }),
                Fleet.work(1, List.of()));

        assertThat(sent.get(2).running()).isEqualTo(Optional.empty());
        assertThat(fleet.coordinator.facts())
                .extracting(AttemptFact::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("AttemptStarted", "CheckpointSaved", "EpochReported");
    }

    @Test
    void leaseGrantedAfterALongSilenceIsHeldForItsLength() throws InterruptedException {
        fleet.serve(
                new CountingTrainer(step -> {
                    if (step == 3) {
                        arriving = false;
                        clock.set(Fleet.START.minusSeconds(60));
                        Heartbeats heartbeats = heartbeats();
                        beatAfter(heartbeats, 74);
                        assertThat(fleet.worker().running())
                                .as("14 s after the claim")
                                .isPresent();
                        beatAfter(heartbeats, 4);
                    }
                }),
                Fleet.work(1, List.of()));

        assertThat(sent).extracting(WorkerHeartbeat::running).element(1).isEqualTo(Optional.empty());
    }

    @Test
    void lastHeartbeatSaysGoodbye() throws InterruptedException {
        fleet.serve(new CountingTrainer(step -> {}), Fleet.work(1, List.of()));

        heartbeats().close();

        assertThat(sent).extracting(WorkerHeartbeat::state).containsExactly(WorkerState.STOPPED);
    }
}
