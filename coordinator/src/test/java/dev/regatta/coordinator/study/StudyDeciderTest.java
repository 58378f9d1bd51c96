package dev.regatta.coordinator.study;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.BERT;
import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.attempt;
import static dev.regatta.coordinator.study.Studies.checkpoint;
import static dev.regatta.coordinator.study.Studies.create;
import static dev.regatta.coordinator.study.Studies.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.command.ArchiveStudy;
import dev.regatta.protocol.command.CheckBudget;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.EnqueuePoint;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.command.ExtendStudy;
import dev.regatta.protocol.command.PauseStudy;
import dev.regatta.protocol.command.RestoreStudy;
import dev.regatta.protocol.command.ResumeStudy;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.command.StopStudy;
import dev.regatta.protocol.control.ControlMessage.AcceptFact;
import dev.regatta.protocol.control.ControlMessage.GrantLease;
import dev.regatta.protocol.control.ControlMessage.PauseTrial;
import dev.regatta.protocol.control.ControlMessage.PruneTrial;
import dev.regatta.protocol.control.ControlMessage.RefuseClaim;
import dev.regatta.protocol.control.ControlMessage.RevokeLease;
import dev.regatta.protocol.control.ControlMessage.StopTrial;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.event.StudyBudgetReached;
import dev.regatta.protocol.event.StudyEnded;
import dev.regatta.protocol.event.TrialResumed;
import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.event.TrialSuggested;
import dev.regatta.protocol.study.Budget;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.PrunerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StudyDeciderTest {

    @Test
    void aNewStudySuggestsAsManyTrialsAsMayRun() {
        LiveStudy live = new LiveStudy().tell(create(5, 2));
        assertThat(live.study().trials()).hasSize(2);
        assertThat(live.last.work()).extracting(RunTrial::attempt).containsExactly(attempt(0, 1), attempt(1, 1));
        assertThat(live.last.reply()).contains(new Decision.Reply.Done("request-1"));
    }

    @Test
    void enqueuedTrialsComeFirstAndSamplingFillsWhatTheyLeaveOpen() {
        LiveStudy live = new LiveStudy().tell(create(2, 2));
        Trial first = live.trial(0);
        assertThat(first.source()).isEqualTo(TrialSource.ENQUEUED);
        assertThat(first.parameters().values())
                .containsEntry("method", "random-init")
                .containsEntry("preset", "small")
                .containsKey("learning_rate");
        assertThat(live.trial(1).source()).isEqualTo(TrialSource.SAMPLED);
        assertThat(live.trial(1).parameters().get("method")).isEmpty();
    }

    @Test
    void theSameStudySuggestsTheSameTrials() {
        List<?> once = suggestions(new LiveStudy().tell(create(4, 4)));
        List<?> again = suggestions(new LiveStudy().tell(create(4, 4)));
        assertThat(once).isEqualTo(again).hasSize(4).doesNotHaveDuplicates();
    }

    private static List<?> suggestions(LiveStudy live) {
        return live.last.events().stream()
                .filter(TrialSuggested.class::isInstance)
                .toList();
    }

    @Test
    void aRepeatedRequestIsAnsweredAlikeAndAnotherOneOfThatNameIsRefused() {
        LiveStudy live = new LiveStudy().tell(create(1, 1)).tell(create(1, 1));
        assertThat(live.last.events()).isEmpty();
        assertThat(live.last.reply()).contains(new Decision.Reply.Done("request-1"));
        live.tell(new CreateStudy("request-2", ID, Studies.spec(9, 9)));
        assertThat(live.last.events()).isEmpty();
        assertThat(live.last.reply().orElseThrow()).isInstanceOf(Decision.Reply.Conflict.class);
    }

    @Test
    void onlyOneWorkerGetsTheLease() {
        LiveStudy live = new LiveStudy().tell(create(1, 1)).claim(0, 1, ANNA);
        assertThat(live.last.control()).containsExactly(new GrantLease(ANNA, attempt(0, 1), 1, LiveStudy.CLAIM));
        live.claim(0, 1, BERT);
        assertThat(live.last.events()).isEmpty();
        assertThat(live.last.control()).first().isInstanceOf(RefuseClaim.class);
    }

    @Test
    void aLeaseIsGrantedOnceSinceTheSequencesOfASecondProcessOfThatNameWouldBeginAnew() {
        LiveStudy live = new LiveStudy().tell(create(1, 1)).claim(0, 1, ANNA).claim(0, 1, ANNA);
        assertThat(live.last.events()).isEmpty();
        assertThat(live.last.control())
                .containsExactly(new RefuseClaim(ANNA, attempt(0, 1), "the trial is RUNNING", LiveStudy.CLAIM));
        assertThat(live.trial(0).state()).isEqualTo(TrialState.RUNNING);
    }

    @Test
    void anExpiredLeaseLeadsToANewAttemptFromTheNewestCheckpoint() {
        LiveStudy live = new LiveStudy()
                .tell(create(1, 1))
                .claim(0, 1, ANNA)
                .say(new CheckpointSaved(header(0, 1, 1, 1, ANNA), checkpoint(1)))
                .say(new CheckpointSaved(header(0, 1, 1, 2, ANNA), checkpoint(2)))
                .say(new CheckpointSaved(header(0, 1, 1, 3, ANNA), checkpoint(3)))
                .tell(new ExpireLease(attempt(0, 1), 1, "no heartbeat"));
        assertThat(live.trial(0).state()).isEqualTo(TrialState.QUEUED);
        assertThat(live.last.work()).singleElement().satisfies(work -> {
            assertThat(work.attempt()).isEqualTo(attempt(0, 2));
            assertThat(work.checkpoints()).containsExactly(checkpoint(3), checkpoint(2));
        });
        assertThat(live.last.control()).first().isInstanceOf(RevokeLease.class);
        assertThat(live.claim(0, 2, BERT).last.control())
                .containsExactly(new GrantLease(BERT, attempt(0, 2), 2, LiveStudy.CLAIM));
    }

    @Test
    void secondWorkerCannotReportOnAnExpiredLease() {
        LiveStudy live = new LiveStudy().tell(create(1, 1)).claim(0, 1, ANNA);
        live.tell(new ExpireLease(attempt(0, 1), 1, "no heartbeat")).claim(0, 2, BERT);
        StudyState before = live.study();
        live.say(new CheckpointSaved(header(0, 1, 1, 1, ANNA), checkpoint(9)));
        assertThat(live.last.events()).isEmpty();
        assertThat(live.last.control()).first().isInstanceOf(RevokeLease.class);
        live.say(new AttemptCompleted(header(0, 1, 1, 2, ANNA), Map.of("accuracy", 1.0), "ff"));
        assertThat(live.study()).isEqualTo(before);
        live.say(new CheckpointSaved(header(0, 2, 1, 1, BERT), checkpoint(9))); // the attempt, but an older lease
        assertThat(live.study()).isEqualTo(before);
    }

    @Test
    void anExpiryThatComesTooLateChangesNothing() {
        LiveStudy live = new LiveStudy().tell(create(1, 1)).claim(0, 1, ANNA);
        live.say(new AttemptYielded(header(0, 1, 1, 1, ANNA), "SIGTERM")).claim(0, 2, BERT);
        StudyState before = live.study();
        assertThat(live.tell(new ExpireLease(attempt(0, 1), 1, "late")).study()).isEqualTo(before);
        assertThat(live.last).isEqualTo(Decision.NOTHING);
    }

    @Test
    void aRepeatedFactIsRecognizedAlsoAfterTheAttemptsEnd() {
        AttemptYielded yielded = new AttemptYielded(header(0, 1, 1, 1, ANNA), "SIGTERM");
        LiveStudy live = new LiveStudy().tell(create(1, 1)).claim(0, 1, ANNA).say(yielded);
        StudyState once = live.study();
        live.say(yielded);
        assertThat(live.study()).isEqualTo(once);
        assertThat(live.last.control()).containsExactly(new AcceptFact(ANNA, attempt(0, 1), 1, 1));
    }

    @Test
    void aResumedAttemptDoesNotReportAnEpochTwice() {
        LiveStudy live = new LiveStudy().tell(create(1, 1)).claim(0, 1, ANNA);
        live.say(new EpochReported(header(0, 1, 1, 1, ANNA), 3, 30, Map.of("loss", 2.0)));
        live.say(new AttemptYielded(header(0, 1, 1, 2, ANNA), "SIGTERM")).claim(0, 2, BERT);
        live.say(new EpochReported(header(0, 2, 2, 1, BERT), 3, 30, Map.of("loss", 2.0)));
        assertThat(live.last.events()).isEmpty();
        assertThat(live.last.control()).containsExactly(new AcceptFact(BERT, attempt(0, 2), 2, 1));
        live.say(new EpochReported(header(0, 2, 2, 2, BERT), 4, 40, Map.of("loss", 1.5)));
        assertThat(live.trial(0).reportedEpoch()).isEqualTo(4);
    }

    @Test
    void preemptionsUseUpNoRetryAndFailuresOfTheInfrastructureDo() {
        LiveStudy live = new LiveStudy().tell(create(1, 1));
        for (int attempt = 1; attempt <= 5; attempt++) {
            live.claim(0, attempt, ANNA).say(new AttemptYielded(header(0, attempt, attempt, 1, ANNA), "SIGTERM"));
        }
        live.claim(0, 6, ANNA).say(failed(6, FailureKind.INFRASTRUCTURE));
        assertThat(live.trial(0).state()).isEqualTo(TrialState.QUEUED);
        live.claim(0, 7, ANNA).say(failed(7, FailureKind.INFRASTRUCTURE));
        assertThat(live.trial(0).state()).isEqualTo(TrialState.FAILED);
        assertThat(live.study().status()).isEqualTo(StudyStatus.COMPLETED);
    }

    @Test
    void aDivergedTrialIsNotTriedAgain() {
        LiveStudy live = new LiveStudy().tell(create(1, 1)).claim(0, 1, ANNA).say(failed(1, FailureKind.DIVERGED));
        assertThat(live.trial(0).state()).isEqualTo(TrialState.FAILED);
        assertThat(live.trial(0).message()).contains("it broke");
    }

    private static AttemptFailed failed(int attempt, FailureKind kind) {
        return new AttemptFailed(header(0, attempt, attempt, 1, ANNA), kind, "it broke");
    }

    @Test
    void theStudyGoesOnToItsBudgetAndEndsWithItsBestTrial() {
        LiveStudy live = new LiveStudy().tell(create(3, 1));
        double[] values = {0.2, 0.9, 0.4};
        for (int trial = 0; trial < 3; trial++) {
            live.claim(trial, 1, ANNA)
                    .say(new AttemptStarted(header(trial, 1, 1, 1, ANNA), Optional.empty(), Optional.of("run" + trial)))
                    .say(new AttemptCompleted(header(trial, 1, 1, 2, ANNA), Map.of("accuracy", values[trial]), "ff"));
        }
        assertThat(live.study().status()).isEqualTo(StudyStatus.COMPLETED);
        assertThat(live.study().best()).contains(1);
        assertThat(live.last.events()).last().isInstanceOf(StudyEnded.class);
        assertThat(live.trial(2).mlflowRun()).contains("run2");
    }

    @Test
    void aStoppedStudyEndsQueuedTrialsAtOnceAndRunningOnesWhenTheyYield() {
        LiveStudy live = new LiveStudy().tell(create(5, 2)).claim(0, 1, ANNA);
        live.tell(new StopStudy("request-9", ID, "enough"));
        assertThat(live.trial(0).state()).isEqualTo(TrialState.STOPPING);
        assertThat(live.trial(1).state()).isEqualTo(TrialState.STOPPED);
        assertThat(live.last.control()).containsExactly(new StopTrial(ANNA, attempt(0, 1), 1, "enough"));
        assertThat(live.claim(1, 1, BERT).last.control()).first().isInstanceOf(RefuseClaim.class);
        live.say(new AttemptYielded(header(0, 1, 1, 1, ANNA), "stop requested"));
        assertThat(live.trial(0).state()).isEqualTo(TrialState.STOPPED);
        assertThat(live.study().status()).isEqualTo(StudyStatus.STOPPED);
        assertThat(live.study().trials()).hasSize(2);
        assertThat(live.tell(new StopStudy("request-10", ID, "again"))
                        .last
                        .reply()
                        .orElseThrow())
                .isInstanceOf(Decision.Reply.Conflict.class);
    }

    @Test
    void whatConcernsNoStudyIsAnsweredAndChangesNothing() {
        LiveStudy live = new LiveStudy().claim(0, 1, ANNA);
        assertThat(live.last.control()).first().isInstanceOf(RefuseClaim.class);
        live.say(new AttemptYielded(header(0, 1, 1, 1, ANNA), "SIGTERM"));
        assertThat(live.last.control()).first().isInstanceOf(RevokeLease.class);
        live.tell(new StopStudy("request", ID, "why"));
        assertThat(live.last.reply().orElseThrow()).isInstanceOf(Decision.Reply.NotFound.class);
        assertThat(live.state).isEmpty();
    }

    @Test
    void aTrialWithoutTheObjectivesMetricIsNeverTheBest() {
        LiveStudy live = new LiveStudy().tell(create(2, 1));
        live.claim(0, 1, ANNA).say(new AttemptCompleted(header(0, 1, 1, 1, ANNA), Map.of("other", 1.0), "ff"));
        assertThat(live.study().best()).isEmpty();
        live.claim(1, 1, ANNA).say(new AttemptCompleted(header(1, 1, 1, 1, ANNA), Map.of("accuracy", 0.1), "ff"));
        assertThat(live.study().best()).contains(1);
    }

    @Test
    void aPausedTrialIsPromotedAndGoesOnFromItsCheckpointOnAnotherWorker() {
        PrunerSpec asha = new PrunerSpec.Asha(PrunerSpec.Mode.PROMOTION, 1, Optional.of(9L), 2, 0);
        LiveStudy live = new LiveStudy()
                .tell(new CreateStudy("request-1", ID, Studies.spec(2, 1).with(asha)))
                .claim(0, 1, ANNA);
        live.say(new CheckpointSaved(header(0, 1, 1, 1, ANNA), checkpoint(1)));
        live.say(new EpochReported(header(0, 1, 1, 2, ANNA), 1, 10, Map.of("accuracy", 0.9)));
        assertThat(live.trial(0).state()).isEqualTo(TrialState.STOPPING);
        assertThat(live.last.control()).anyMatch(PauseTrial.class::isInstance);
        live.say(new AttemptYielded(header(0, 1, 1, 3, ANNA), "paused"));
        assertThat(live.trial(0).state()).isEqualTo(TrialState.PAUSED);
        live.claim(1, 1, ANNA).say(new EpochReported(header(1, 1, 1, 1, ANNA), 1, 10, Map.of("accuracy", 0.1)));
        live.say(new AttemptYielded(header(1, 1, 1, 2, ANNA), "paused"));
        assertThat(live.trial(0).state()).isEqualTo(TrialState.QUEUED);
        assertThat(live.last.events())
                .contains(new TrialResumed(live.trial(0).id(), "rank 1 of 2 at rung 0 (step 1), among the best 1"));
        assertThat(live.last.work()).singleElement().satisfies(work -> {
            assertThat(work.attempt()).isEqualTo(attempt(0, 2));
            assertThat(work.checkpoints()).containsExactly(checkpoint(1));
        });
        live.claim(0, 2, BERT).say(new AttemptCompleted(header(0, 2, 2, 1, BERT), Map.of("accuracy", 0.95), "ff"));
        assertThat(live.trial(1).state()).as("ended with the study").isEqualTo(TrialState.PRUNED);
        assertThat(live.study().status()).isEqualTo(StudyStatus.COMPLETED);
    }

    @Test
    void aPrunedTrialEndsOnceItsWorkerHasLeftIt() {
        PrunerSpec threshold = new PrunerSpec.Threshold(Optional.of(0.5), Optional.empty(), 0, 1);
        LiveStudy live = new LiveStudy()
                .tell(new CreateStudy("request-1", ID, Studies.spec(1, 1).with(threshold)))
                .claim(0, 1, ANNA)
                .say(new EpochReported(header(0, 1, 1, 1, ANNA), 1, 10, Map.of("accuracy", 0.1)));
        assertThat(live.last.control()).anyMatch(PruneTrial.class::isInstance);
        live.tell(new ExpireLease(attempt(0, 1), 1, "no heartbeat"));
        assertThat(live.trial(0).state()).isEqualTo(TrialState.PRUNED);
        assertThat(live.study().status()).isEqualTo(StudyStatus.COMPLETED);
    }

    @Test
    void aReportWithoutTheWatchedMetricIsNotJudged() {
        PrunerSpec asha = new PrunerSpec.Asha(PrunerSpec.Mode.PROMOTION, 1, Optional.of(9L), 2, 0);
        LiveStudy live = new LiveStudy()
                .tell(new CreateStudy("request-1", ID, Studies.spec(1, 1).with(asha)))
                .claim(0, 1, ANNA)
                .say(new EpochReported(header(0, 1, 1, 1, ANNA), 1, 10, Map.of("loss", 0.1)));
        assertThat(live.trial(0).state()).isEqualTo(TrialState.RUNNING);
    }

    @Test
    void aPausedStudyBeginsNoTrialUntilItIsResumed() {
        LiveStudy live = new LiveStudy().tell(create(3, 1)).claim(0, 1, ANNA).tell(new PauseStudy("r", ID, "later"));
        live.say(new AttemptCompleted(header(0, 1, 1, 1, ANNA), Map.of("accuracy", 0.5), "ff"));
        assertThat(live.study().trials()).hasSize(1);
        assertThat(live.study().status()).isEqualTo(StudyStatus.PAUSED);
        live.tell(new ResumeStudy("r2", ID));
        assertThat(live.study().trials()).hasSize(2);
        assertThat(live.last.reply()).contains(new Decision.Reply.Done("r2"));
    }

    @Test
    void aCompletedStudyThatIsExtendedGoesOnAndTakesEnqueuedPointsFirst() {
        LiveStudy live = new LiveStudy().tell(create(1, 1)).claim(0, 1, ANNA);
        live.say(new AttemptCompleted(header(0, 1, 1, 1, ANNA), Map.of("accuracy", 0.5), "ff"));
        EnqueuePoint point = new EnqueuePoint("e", ID, new Parameters(Map.of("learning_rate", 0.002)));
        assertThat(live.tell(point).last.reply().orElseThrow()).isInstanceOf(Decision.Reply.Conflict.class);
        live.tell(new ExtendStudy("x", ID, Optional.of(3), Budget.UNBOUNDED)).tell(point);
        assertThat(live.study().trials()).hasSize(2);
        live.claim(1, 1, ANNA).say(new AttemptCompleted(header(1, 1, 1, 1, ANNA), Map.of("accuracy", 0.5), "ff"));
        assertThat(live.trial(2).source()).isEqualTo(TrialSource.ENQUEUED);
        assertThat(live.trial(2).parameters().get("learning_rate")).contains(0.002);
        assertThat(live.tell(new ExtendStudy("y", ID, Optional.of(2), Budget.UNBOUNDED))
                        .last
                        .reply()
                        .orElseThrow())
                .isInstanceOf(Decision.Reply.Conflict.class);
    }

    @Test
    void aTargetThatIsReachedEndsTheStudyAsCompleted() {
        Budget budget = new Budget(Optional.empty(), Optional.empty(), Optional.of(0.8), Optional.empty());
        LiveStudy live = new LiveStudy()
                .tell(new CreateStudy("request-1", ID, Studies.spec(9, 2).with(budget)))
                .claim(0, 1, ANNA)
                .claim(1, 1, BERT)
                .say(new AttemptCompleted(header(0, 1, 1, 1, ANNA), Map.of("accuracy", 0.8), "ff"));
        assertThat(live.last.events()).anyMatch(StudyBudgetReached.class::isInstance);
        assertThat(live.last.control()).anyMatch(StopTrial.class::isInstance);
        live.say(new AttemptYielded(header(1, 1, 1, 1, BERT), "asked to"));
        assertThat(live.study().status()).isEqualTo(StudyStatus.COMPLETED);
    }

    @Test
    void trialsWithoutImprovementEndTheStudy() {
        Budget budget = new Budget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(2));
        LiveStudy live = new LiveStudy()
                .tell(new CreateStudy("request-1", ID, Studies.spec(9, 1).with(budget)));
        for (int trial = 0; trial < 3; trial++) {
            live.claim(trial, 1, ANNA)
                    .say(new AttemptCompleted(header(trial, 1, 1, 1, ANNA), Map.of("accuracy", 0.5), "ff"));
        }
        assertThat(live.study().status()).isEqualTo(StudyStatus.COMPLETED);
        assertThat(live.study().trials()).hasSize(3);
    }

    @Test
    void timeThatHasPassedEndsTheStudyAndPausesDoNotCount() {
        Budget budget = new Budget(Optional.of(1.0), Optional.empty(), Optional.empty(), Optional.empty());
        LiveStudy live = new LiveStudy()
                .tell(new CreateStudy("request-1", ID, Studies.spec(9, 1).with(budget)));
        live.tell(new PauseStudy("p", ID, "night"));
        live.now = Studies.NOON.plusSeconds(3600);
        live.tell(new ResumeStudy("r", ID));
        live.now = Studies.NOON.plusSeconds(7199);
        assertThat(live.tell(new CheckBudget(ID)).study().status()).isEqualTo(StudyStatus.RUNNING);
        live.now = Studies.NOON.plusSeconds(7200);
        assertThat(live.tell(new CheckBudget(ID)).study().status()).isEqualTo(StudyStatus.COMPLETED);
        assertThat(live.study().stopReason()).contains("wall_hours is 1.0, which has passed");
    }

    @Test
    void onlyAStudyThatHasEndedIsArchivedAndAnExtensionBringsItBack() {
        LiveStudy live = new LiveStudy().tell(create(1, 1)).tell(new ArchiveStudy("a", ID));
        assertThat(live.last.reply()).containsInstanceOf(Decision.Reply.Conflict.class);
        live.claim(0, 1, ANNA).say(new AttemptCompleted(header(0, 1, 1, 1, ANNA), Map.of("accuracy", 0.5), "ff"));
        assertThat(live.tell(new ArchiveStudy("b", ID)).study().archived()).isTrue();
        assertThat(live.tell(new ArchiveStudy("c", ID)).last.events()).isEmpty();
        assertThat(live.tell(new RestoreStudy("d", ID)).study().archived()).isFalse();
        live.tell(new ArchiveStudy("e", ID)).tell(new ExtendStudy("f", ID, Optional.of(2), Budget.UNBOUNDED));
        assertThat(live.study().archived()).isFalse();
        assertThat(live.study().status()).isEqualTo(StudyStatus.RUNNING);
    }

    @Test
    void aSuggestionSaysWhatItRestsOn() {
        LiveStudy live = new LiveStudy().tell(create(2, 1));
        assertThat(live.last.events().get(1))
                .isInstanceOfSatisfying(
                        TrialSuggested.class,
                        suggested -> assertThat(suggested.origin())
                                .contains(
                                        new TrialSuggested.Origin(1, "splittable(hash(study 7, trial 0, purpose 1))")));
    }
}
