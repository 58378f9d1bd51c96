package dev.regatta.worker.attempt;

import static dev.regatta.worker.attempt.Fleet.RUN;
import static dev.regatta.worker.attempt.Fleet.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptYielded;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store or a queue that takes nothing for a while delays an attempt and costs it nothing else. */
@Timeout(20)
class OutageTest {
    private final Fleet fleet = new Fleet();

    private static CountingTrainer trainer() {
        return new CountingTrainer(step -> {});
    }

    @Test
    void checkpointThatTheStoreDoesNotTakeIsStoredLater() throws InterruptedException {
        AtomicInteger refusals = new AtomicInteger();
        fleet.checkpoints.beforeSaving(name -> {
            if (name.step() == 4 && refusals.getAndIncrement() < 1) {
                throw new IllegalStateException("No space left on device");
            }
        });

        fleet.serve(trainer(), work(1, List.of()));

        assertThat(refusals).hasValueGreaterThan(1);
        assertThat(fleet.coordinator.last()).isInstanceOf(AttemptCompleted.class);
        assertThat(fleet.coordinator.checkpoints())
                .extracting(CheckpointRef::step)
                .containsExactly(6L, 6L, 4L, 2L);
        assertThat(fleet.tracking.artifacts().get(RUN + ":logs/attempt-1.txt"))
                .contains("checkpoint at step 4 cannot be stored, trying again: No space left on device");
    }

    @Test
    void workerThatMustEndWhileTheStoreTakesNothingGivesTheTrialBack() throws InterruptedException {
        fleet.checkpoints.beforeSaving(name -> {
            if (name.step() > 2) {
                fleet.drain("SIGTERM");
                throw new IllegalStateException("No space left on device");
            }
        });

        fleet.serve(trainer(), work(1, List.of()));

        assertThat(fleet.coordinator.last()).isInstanceOf(AttemptYielded.class);
        assertThat(fleet.coordinator.checkpoints())
                .extracting(CheckpointRef::step)
                .containsExactly(2L);
    }

    @Test
    void artifactForWhichTheQueueHasNoRoomIsStoredLater() throws InterruptedException {
        fleet.tracking.fullForArtifacts(1);

        fleet.serve(trainer(), work(1, List.of()));

        assertThat(fleet.coordinator.last()).isInstanceOf(AttemptCompleted.class);
        assertThat(fleet.tracking.artifacts()).containsKey(RUN + ":plots/curve.svg");
    }
}
