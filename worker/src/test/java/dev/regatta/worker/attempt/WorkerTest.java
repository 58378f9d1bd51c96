package dev.regatta.worker.attempt;

import static dev.regatta.worker.attempt.Fleet.RUN;
import static dev.regatta.worker.attempt.Fleet.TRIAL;
import static dev.regatta.worker.attempt.Fleet.WORKER;
import static dev.regatta.worker.attempt.Fleet.attempt;
import static dev.regatta.worker.attempt.Fleet.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.control.ControlMessage.CordonWorker;
import dev.regatta.protocol.control.ControlMessage.DrainWorker;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.event.RunOpened;
import dev.regatta.worker.attempt.RunLogger.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole attempts among fakes: what is said, saved and logged. */
@Timeout(20)
class WorkerTest {
    private static final List<String> UNDISTURBED = List.of(
            "AttemptStarted",
            "CheckpointSaved",
            "EpochReported",
            "CheckpointSaved",
            "EpochReported",
            "CheckpointSaved",
            "EpochReported",
            "CheckpointSaved",
            "AttemptCompleted");

    private final Fleet fleet = new Fleet();

    private static CountingTrainer trainer() {
        return new CountingTrainer(step -> {});
    }

    private static CountingTrainer at(long step, Runnable then) {
        return new CountingTrainer(reached -> {
            if (reached == step) {
                then.run();
            }
        });
    }

    private List<String> loggedMetrics() {
        return fleet.tracking.points(RUN).stream()
                .map(point -> point.key() + "@" + point.step())
                .toList();
    }

    @Test
    void completeTrialIsToldInOrderAndWhollyLogged() throws InterruptedException {
        fleet.serve(trainer(), work(1, List.of()));

        assertThat(fleet.coordinator.said()).isEqualTo(UNDISTURBED);
        assertThat(fleet.coordinator.facts())
                .extracting(fact -> fact.header().sequence())
                .isEqualTo(LongStream.rangeClosed(1, 9).boxed().toList());
        assertThat(fleet.coordinator.facts())
                .allSatisfy(fact -> assertThat(fact.header().leaseEpoch()).isEqualTo(FakeCoordinator.EPOCH));
        assertThat(loggedMetrics()).containsExactly("loss@2", "loss@4", "loss@6", "accuracy@6");
        assertThat(fleet.tracking.status(RUN)).contains(RunStatus.FINISHED);
        assertThat(fleet.tracking.tags(RUN)).containsEntry(Ending.WEIGHTS_TAG, "abc123");
        assertThat(fleet.prototypes.load(TRIAL, 2)).contains(new byte[] {4});
    }

    @Test
    void everyCheckpointIsNamedByItsLease() throws InterruptedException {
        fleet.serve(trainer(), work(1, List.of()));

        assertThat(fleet.coordinator.checkpoints())
                .extracting(reference -> reference.key())
                .containsExactly("s/3/5/6-evaluated", "s/3/5/6-epoch-end", "s/3/5/4-epoch-end", "s/3/5/2-epoch-end");
    }

    @Test
    void refusedClaimRunsNothingAndTheNextIsServed() throws InterruptedException {
        fleet.coordinator.refusing(attempt(1));

        fleet.serve(trainer(), work(1, List.of()), work(2, List.of()));

        assertThat(fleet.coordinator.claims()).hasSize(2);
        assertThat(fleet.coordinator.facts()).extracting(AttemptFact::attempt).containsOnly(attempt(2));
    }

    @Test
    void unansweredClaimIsForgottenAndTheNextIsServed() throws InterruptedException {
        fleet.coordinator.silentOn(attempt(1));

        fleet.serve(trainer(), work(1, List.of()), work(2, List.of()));

        assertThat(fleet.coordinator.facts()).extracting(AttemptFact::attempt).containsOnly(attempt(2));
    }

    @Test
    void drainedWorkerSavesInMidEpochAndYields() throws InterruptedException {
        fleet.serve(at(3, () -> fleet.drain("SIGTERM")), work(1, List.of()));

        assertThat(fleet.coordinator.said())
                .containsExactly(
                        "AttemptStarted", "CheckpointSaved", "EpochReported", "CheckpointSaved", "AttemptYielded");
        assertThat(fleet.coordinator.last())
                .isInstanceOfSatisfying(
                        AttemptYielded.class,
                        yielded -> assertThat(yielded.reason()).isEqualTo("SIGTERM"));
        assertThat(fleet.coordinator.checkpoints().get(0).key()).isEqualTo("s/3/5/3-mid-epoch");
        assertThat(fleet.prototypes.load(TRIAL, 1))
                .as("prototypes of the epoch's end")
                .contains(new byte[] {2});
        assertThat(fleet.tracking.status(RUN)).isEmpty();
    }

    @Test
    void resumedAttemptGoesOnFromTheNewestCheckpointAndLogsEachPointOnce() throws InterruptedException {
        fleet.serve(at(3, () -> fleet.drain("SIGTERM")), work(1, List.of()));
        fleet.serve(trainer(), work(2, fleet.coordinator.checkpoints()));

        assertThat(fleet.coordinator.facts())
                .filteredOn(AttemptStarted.class::isInstance)
                .extracting(fact -> ((AttemptStarted) fact).resumedFromStep())
                .containsExactly(Optional.empty(), Optional.of(3L));
        assertThat(fleet.coordinator.last()).isInstanceOf(AttemptCompleted.class);
        assertThat(loggedMetrics()).containsExactly("loss@2", "loss@4", "loss@6", "accuracy@6");
    }

    @Test
    void stoppedTrialEndsItsRunAsKilled() throws InterruptedException {
        fleet.serve(at(3, () -> fleet.coordinator.say(fleet.coordinator.stop(attempt(1), WORKER))), work(1, List.of()));

        assertThat(fleet.coordinator.last())
                .isInstanceOfSatisfying(
                        AttemptYielded.class,
                        yielded -> assertThat(yielded.reason()).isEqualTo("stop requested"));
        assertThat(fleet.tracking.status(RUN)).contains(RunStatus.KILLED);
    }

    @Test
    void nothingIsSaidSavedOrLoggedUnderALostLease() throws InterruptedException {
        fleet.serve(
                at(3, () -> fleet.coordinator.say(fleet.coordinator.revocation(attempt(1), WORKER))),
                work(1, List.of()));

        assertThat(fleet.coordinator.said()).containsExactly("AttemptStarted", "CheckpointSaved", "EpochReported");
        assertThat(loggedMetrics()).containsExactly("loss@2");
        assertThat(fleet.tracking.status(RUN)).isEmpty();
    }

    @Test
    void workerWhoseHeartbeatsAreNotHeardFencesItself() throws InterruptedException {
        fleet.serve(at(3, () -> fleet.lose("no heartbeat arrived for 15 s")), work(1, List.of()));

        assertThat(fleet.coordinator.said()).containsExactly("AttemptStarted", "CheckpointSaved", "EpochReported");
    }

    @Test
    void pointsAreNotLoggedBeforeTheirCheckpointIsAccepted() throws InterruptedException {
        fleet.coordinator.accepting(fact -> !(fact instanceof CheckpointSaved)
                && !fact.getClass().getSimpleName().equals("EpochReported"));
        List<Integer> logged = new java.util.concurrent.CopyOnWriteArrayList<>();
        Consumer<Long> look = step -> logged.add(fleet.tracking.points(RUN).size());

        fleet.serve(
                new CountingTrainer(look.andThen(step -> {
                    if (step == 5) {
                        fleet.coordinator.say(fleet.coordinator.revocation(attempt(1), WORKER));
                    }
                })),
                work(1, List.of()));

        assertThat(logged).containsOnly(0);
        assertThat(fleet.tracking.points(RUN)).isEmpty();
    }

    @Test
    void pointsThatAKilledWorkerCouldNotLogAreLoggedByTheNextWithTheirOwnTimes() throws InterruptedException {
        // The server goes away after the run is opened, and the worker dies in the second epoch.
        fleet.serve(
                new CountingTrainer(step -> {
                    if (step == 0) {
                        fleet.tracking.leave();
                    } else if (step == 5) {
                        fleet.coordinator.say(fleet.coordinator.revocation(attempt(1), WORKER));
                    }
                }),
                work(1, List.of()));
        assertThat(fleet.tracking.points(RUN)).isEmpty();
        fleet.tracking.comeBack();

        fleet.serve(trainer(), work(2, fleet.coordinator.checkpoints()));

        assertThat(loggedMetrics()).containsExactly("loss@2", "loss@4", "loss@6", "accuracy@6");
        assertThat(fleet.tracking.points(RUN))
                .extracting(MetricPoint::timestampMillis)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void trainingDoesNotWaitForTheTrackingServer() throws InterruptedException {
        fleet.tracking.leave();
        fleet.coordinator.watchedBy(fact -> {
            if (fact instanceof CheckpointSaved saved
                    && saved.checkpoint().key().endsWith("evaluated")) {
                new Thread(fleet.tracking::comeBack).start();
            }
        });

        fleet.serve(trainer(), work(1, List.of()));

        assertThat(fleet.coordinator.said())
                .filteredOn(said -> !said.equals("RunOpened"))
                .isEqualTo(UNDISTURBED);
        assertThat(fleet.coordinator.facts())
                .filteredOn(RunOpened.class::isInstance)
                .extracting(fact -> ((RunOpened) fact).mlflowRun())
                .containsExactly(RUN);
        assertThat(loggedMetrics()).containsExactlyInAnyOrder("loss@2", "loss@4", "loss@6", "accuracy@6");
    }

    @Test
    void pointsForWhichTheQueueHadNoRoomAreOfferedAgain() throws InterruptedException {
        fleet.tracking.full(true);

        fleet.serve(at(3, () -> fleet.tracking.full(false)), work(1, List.of()));

        assertThat(fleet.coordinator.last()).isInstanceOf(AttemptCompleted.class);
        assertThat(loggedMetrics()).containsExactlyInAnyOrder("loss@2", "loss@4", "loss@6", "accuracy@6");
    }

    @Test
    void artifactsAreStoredBeforeTheRunEnds() throws InterruptedException {
        fleet.serve(trainer(), work(1, List.of()));

        assertThat(fleet.tracking.artifacts()).containsKey(RUN + ":plots/curve.svg");
        assertThat(fleet.tracking.status(RUN)).contains(RunStatus.FINISHED);
    }

    @Test
    void eachAttemptLeavesItsLog() throws InterruptedException {
        fleet.serve(at(3, () -> fleet.drain("spot notice")), work(1, List.of()));

        assertThat(fleet.tracking.artifacts().get(RUN + ":logs/attempt-1.txt"))
                .contains("begins from the start", "checkpoint at step 2, epoch 1: loss ", "given back: spot notice");
    }

    @Test
    void logOfAFailureHoldsItsTrace() throws InterruptedException {
        fleet.serve(
                at(2, () -> {
                    throw new IllegalStateException("<b>the disk is full</b>");
                }),
                work(1, List.of()));

        assertThat(fleet.tracking.artifacts().get(RUN + ":logs/attempt-1.txt"))
                .contains("failed on this worker: java.lang.IllegalStateException: <b>the disk is full</b>", "\tat ");
    }

    @Test
    void completionWaitsUntilTheTrackingServerHasEveryPoint() throws InterruptedException {
        AtomicInteger pointsAtCompletion = new AtomicInteger(-1);
        fleet.coordinator.watchedBy(fact -> {
            if (fact instanceof AttemptCompleted) {
                pointsAtCompletion.set(fleet.tracking.points(RUN).size());
            }
            if (fact instanceof CheckpointSaved saved
                    && saved.checkpoint().key().endsWith("evaluated")) {
                new Thread(fleet.tracking::comeBack).start();
            }
        });

        fleet.serve(at(0, fleet.tracking::leave), work(1, List.of()));

        assertThat(pointsAtCompletion).hasValue(4);
    }

    @Test
    void completeTrialIsYieldedIfTheWorkerMustEndBeforeTheTrackingServerIsBack() throws InterruptedException {
        fleet.serve(
                new CountingTrainer(step -> {
                    if (step == 5) {
                        fleet.tracking.leave();
                        fleet.coordinator.watchedBy(fact -> {
                            if (fact instanceof CheckpointSaved saved
                                    && saved.checkpoint().key().endsWith("evaluated")) {
                                fleet.drain("SIGTERM");
                            }
                        });
                    }
                }),
                work(1, List.of()));
        assertThat(fleet.coordinator.last()).isInstanceOf(AttemptYielded.class);

        fleet.coordinator.watchedBy(fact -> {});
        fleet.tracking.comeBack();
        fleet.serve(trainer(), work(2, fleet.coordinator.checkpoints()));

        assertThat(fleet.coordinator.last()).isInstanceOf(AttemptCompleted.class);
        assertThat(loggedMetrics()).containsExactly("loss@2", "loss@4", "loss@6", "accuracy@6");
    }

    @Test
    void damagedCheckpointIsPassedOverForTheOneBefore() throws InterruptedException {
        fleet.serve(at(5, () -> fleet.drain("SIGTERM")), work(1, List.of()));
        fleet.checkpoints.damage(fleet.coordinator.checkpoints().get(0).key());

        fleet.serve(trainer(), work(2, fleet.coordinator.checkpoints()));

        assertThat(fleet.coordinator.facts())
                .filteredOn(AttemptStarted.class::isInstance)
                .last()
                .extracting(fact -> ((AttemptStarted) fact).resumedFromStep())
                .isEqualTo(Optional.of(4L));
        assertThat(fleet.coordinator.last()).isInstanceOf(AttemptCompleted.class);
    }

    @Test
    void stateThatTheTrainingRefusesIsPassedOver() throws InterruptedException {
        Snapshot foreign = CountingTrainer.snapshot(-1, Snapshot.Kind.MID_EPOCH, java.util.Map.of());
        var reference = fleet.checkpoints.save(
                new CheckpointName(TRIAL, 1, 0, 1, Snapshot.Kind.MID_EPOCH),
                CheckpointEnvelope.of(foreign, List.of()).encode());

        fleet.serve(trainer(), work(2, List.of(reference)));

        assertThat(fleet.coordinator.said().subList(0, 2)).containsExactly("AttemptStarted", "AttemptStarted");
        assertThat(fleet.coordinator.last()).isInstanceOf(AttemptCompleted.class);
    }

    @Test
    void divergedTrialFailsForGood() throws InterruptedException {
        fleet.serve((settings, state, context) -> new AttemptOutcome.Diverged(4, Double.NaN), work(1, List.of()));

        assertThat(fleet.coordinator.last()).isInstanceOfSatisfying(AttemptFailed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(FailureKind.DIVERGED);
            assertThat(failed.message()).isEqualTo("loss is NaN at step 4, must be finite");
        });
        assertThat(fleet.tracking.status(RUN)).contains(RunStatus.FAILED);
    }

    @Test
    void exceptionIsTheWorkersFailureAndLeavesTheRunOpen() throws InterruptedException {
        fleet.serve(
                (settings, state, context) -> {
                    throw new IllegalStateException("out of luck");
                },
                work(1, List.of()));

        assertThat(fleet.coordinator.last()).isInstanceOfSatisfying(AttemptFailed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
            assertThat(failed.message()).isEqualTo("out of luck");
        });
        assertThat(fleet.tracking.status(RUN)).isEmpty();
    }

    @Test
    void pointsThatTheServerRefusesFailTheAttempt() throws InterruptedException {
        fleet.tracking.refuse(new IllegalArgumentException("metric name is bad"));

        fleet.serve(trainer(), work(1, List.of()));

        assertThat(fleet.coordinator.last()).isInstanceOfSatisfying(AttemptFailed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
            assertThat(failed.message()).contains("metric name is bad");
        });
    }

    @Test
    void cordonedWorkerFinishesWhatItIsAtAndTakesNoMoreUntilItIsTold() throws InterruptedException {
        CountingTrainer trainer = new CountingTrainer(step -> {
            if (step == 1 && fleet.coordinator.claims().size() == 1) {
                fleet.coordinator.say(new CordonWorker(new WorkerId("another"), false));
                fleet.coordinator.say(new CordonWorker(WORKER, true));
            }
        });
        AtomicInteger waits = new AtomicInteger();
        fleet.onIdle(() -> {
            waits.incrementAndGet();
            assertThat(fleet.coordinator.claims()).hasSize(1);
            assertThat(fleet.coordinator.last()).isInstanceOf(AttemptCompleted.class);
            fleet.coordinator.say(new CordonWorker(WORKER, false));
        });

        fleet.serve(trainer, work(1, List.of()), work(2, List.of()));

        assertThat(waits).hasValue(1);
        assertThat(fleet.coordinator.claims()).hasSize(2);
    }

    @Test
    void drainedWorkerSavesGivesBackAndTakesNoMore() throws InterruptedException {
        CountingTrainer trainer = new CountingTrainer(step -> {
            if (step == 1) {
                fleet.coordinator.say(new DrainWorker(WORKER, "the machine is needed"));
            }
        });

        fleet.serve(trainer, work(1, List.of()), work(2, List.of()));

        assertThat(fleet.coordinator.claims()).hasSize(1);
        assertThat(fleet.coordinator.last())
                .isInstanceOfSatisfying(
                        AttemptYielded.class,
                        yielded -> assertThat(yielded.reason()).isEqualTo("the machine is needed"));
    }
}
