package dev.regatta.protocol.codec;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.command.ArchiveStudy;
import dev.regatta.protocol.command.AskTrial;
import dev.regatta.protocol.command.CheckBudget;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.EnqueuePoint;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.command.ExtendStudy;
import dev.regatta.protocol.command.KeyedCommand;
import dev.regatta.protocol.command.PauseStudy;
import dev.regatta.protocol.command.ReportTrial;
import dev.regatta.protocol.command.RestoreStudy;
import dev.regatta.protocol.command.ResumeStudy;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.command.StopStudy;
import dev.regatta.protocol.command.TellTrial;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.event.LeaseExpired;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.PointEnqueued;
import dev.regatta.protocol.event.RequestCompleted;
import dev.regatta.protocol.event.RunOpened;
import dev.regatta.protocol.event.StudyArchived;
import dev.regatta.protocol.event.StudyBudgetReached;
import dev.regatta.protocol.event.StudyCreated;
import dev.regatta.protocol.event.StudyEnded;
import dev.regatta.protocol.event.StudyExtended;
import dev.regatta.protocol.event.StudyOutcome;
import dev.regatta.protocol.event.StudyPaused;
import dev.regatta.protocol.event.StudyRestored;
import dev.regatta.protocol.event.StudyResumed;
import dev.regatta.protocol.event.StudyStopRequested;
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
import dev.regatta.protocol.fleet.Equipment;
import dev.regatta.protocol.fleet.RunningAttempt;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.fleet.WorkerState;
import dev.regatta.protocol.study.Budget;
import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Placement;
import dev.regatta.protocol.study.PriorTrial;
import dev.regatta.protocol.study.Range;
import dev.regatta.protocol.study.SamplerSpec;
import dev.regatta.protocol.study.StudySpec;
import dev.regatta.protocol.study.Workload;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One message of each type, for the golden files. */
final class MessageExamples {
    private static final StudyId STUDY = new StudyId("temperature");
    private static final TrialId TRIAL = new TrialId(STUDY, 3);
    private static final AttemptId ATTEMPT = new AttemptId(TRIAL, 2);
    private static final WorkerId WORKER = new WorkerId("worker-1");
    private static final FactHeader HEADER = new FactHeader(ATTEMPT, 5, 7, WORKER);
    private static final CheckpointRef CHECKPOINT =
            new CheckpointRef("temperature/3/5/39", 1, 39, 1_234_567, "0123456789abcdef".repeat(4));
    private static final Objective OBJECTIVE =
            new Objective("validation_linear_accuracy", Objective.Direction.MAXIMIZE);
    private static final DatasetSpec DATASET =
            new DatasetSpec("cifar10", Optional.of("/data"), Optional.of(5000), Optional.empty(), 2);

    private static final LeaseGranted.Ask ASK = new LeaseGranted.Ask("key-1", Map.of("host", "laptop"));
    private static final Budget BUDGET =
            new Budget(Optional.of(2.0), Optional.of(16.0), Optional.of(0.9), Optional.of(50));

    private MessageExamples() {}

    static List<Object> all() {
        return List.of(
                new CreateStudy("request-1", STUDY, spec()),
                new StopStudy("request-2", STUDY, "enough seen"),
                new ClaimAttempt(ATTEMPT, WORKER, Optional.of("2f9e/4")),
                new PauseStudy("request-3", STUDY, "the fleet is needed elsewhere"),
                new KeyedCommand("tonight", new PauseStudy("request-3", STUDY, "the fleet is needed elsewhere")),
                new ResumeStudy("request-4", STUDY),
                new ExtendStudy("request-5", STUDY, Optional.of(40), BUDGET),
                new EnqueuePoint("request-6", STUDY, parameters()),
                new ArchiveStudy("request-7", STUDY),
                new RestoreStudy("request-8", STUDY),
                new CheckBudget(STUDY),
                new ExpireLease(ATTEMPT, 5, "no heartbeat for 15 s"),
                new AskTrial("request-3", STUDY, WORKER, ASK),
                new ReportTrial("request-4", TRIAL, 5, List.of(new ReportTrial.Report(2, Map.of("loss", 2.5)))),
                new TellTrial(
                        "request-5",
                        TRIAL,
                        5,
                        new TellTrial.Result(
                                TellTrial.State.FAILED, Map.of("loss", 2.5), FailureKind.INVALID, "out of range")),
                new RunTrial(
                        ATTEMPT,
                        parameters(),
                        new Workload.Exec(List.of("train", "-v"), 60),
                        DATASET,
                        OBJECTIVE,
                        42,
                        List.of(CHECKPOINT)),
                new StudyCreated(
                        STUDY,
                        "request-1",
                        spec(),
                        List.of(new PriorTrial(new StudyId("earlier"), 2, parameters(), List.of(0.5), List.of()))),
                new StudyStopRequested(STUDY, "enough seen"),
                new StudyEnded(STUDY, StudyOutcome.STOPPED),
                new StudyPaused(STUDY, "the fleet is needed elsewhere"),
                new RequestCompleted(STUDY, "tonight", "PauseStudy"),
                new StudyResumed(STUDY),
                new StudyArchived(STUDY),
                new StudyRestored(STUDY),
                new StudyExtended(STUDY, 40, BUDGET),
                new StudyBudgetReached(STUDY, "wall_hours is 2.0, which has passed"),
                new PointEnqueued(STUDY, parameters()),
                new TrialJudged(TRIAL, 3, TrialJudged.Verdict.PAUSE, "asha-promotion:1", "rank 4 of 9 at rung 1"),
                new TrialPruned(TRIAL, "rank 4 of 9 at rung 1"),
                new TrialPaused(TRIAL, "rank 4 of 9 at rung 1"),
                new TrialResumed(TRIAL, "rank 3 of 12 at rung 1"),
                new TrialSuggested(
                        TRIAL,
                        parameters(),
                        42,
                        TrialSource.SAMPLED,
                        "random:1",
                        Optional.of(new TrialSuggested.Origin(17, "splittable(study 7, trial 3, purpose 1)")),
                        Optional.of(new TrialSuggested.Copy(
                                1, Optional.of(new CheckpointRef("study/1/1/4", 4, 40, 100, "00"))))),
                new TrialCompleted(TRIAL, Double.NaN),
                new TrialFailed(TRIAL, FailureKind.DIVERGED, "the loss is NaN at step 12"),
                new TrialStopRequested(TRIAL, "enough seen"),
                new TrialStopped(TRIAL, "enough seen"),
                new AttemptQueued(ATTEMPT, "worker-2 was lost"),
                new LeaseGranted(ATTEMPT, 5, WORKER, Optional.of(ASK)),
                new LeaseExpired(ATTEMPT, 5, WORKER, "no heartbeat for 15 s"),
                new AttemptStarted(HEADER, Optional.of(39L), Optional.of("0a1b2c3d")),
                new RunOpened(HEADER, "0a1b2c3d"),
                new EpochReported(HEADER, 2, 78, Map.of("loss", 2.5)),
                new CheckpointSaved(HEADER, CHECKPOINT),
                new AttemptYielded(HEADER, "the worker ends"),
                new AttemptFailed(HEADER, FailureKind.INFRASTRUCTURE, "out of memory"),
                new AttemptCompleted(HEADER, Map.of("validation_linear_accuracy", 0.44), "ff".repeat(32)),
                new ControlMessage.GrantLease(WORKER, ATTEMPT, 5, Optional.of("2f9e/4")),
                new ControlMessage.RefuseClaim(WORKER, ATTEMPT, "worker-2 has it", Optional.of("2f9e/4")),
                new ControlMessage.RevokeLease(WORKER, ATTEMPT, 5, "no heartbeat for 15 s"),
                new ControlMessage.StopTrial(WORKER, ATTEMPT, 5, "enough seen"),
                new ControlMessage.PruneTrial(WORKER, ATTEMPT, 5, "rank 4 of 9 at rung 1"),
                new ControlMessage.PauseTrial(WORKER, ATTEMPT, 5, "rank 4 of 9 at rung 1"),
                new ControlMessage.CordonWorker(WORKER, true),
                new ControlMessage.DrainWorker(WORKER, "the machine is needed"),
                new ControlMessage.AcceptFact(WORKER, ATTEMPT, 5, 7),
                heartbeat());
    }

    private static WorkerHeartbeat heartbeat() {
        return new WorkerHeartbeat(
                WORKER,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                WorkerState.BUSY,
                "host",
                4711,
                "gpu:0",
                8,
                "0.1.0",
                Optional.of(new RunningAttempt(ATTEMPT, 5, "training", 1, 6, 45, 234, Double.POSITIVE_INFINITY)),
                Optional.of(new Equipment("spot", Map.of("gpu", "h100"), 64L << 30)));
    }

    private static Parameters parameters() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("method", "deepcluster-kd");
        values.put("epochs", 6);
        values.put("temperature", 0.1);
        values.put("probe_standardize", true);
        return new Parameters(values);
    }

    private static StudySpec spec() {
        Map<String, Range> ranges = new LinkedHashMap<>();
        ranges.put("learning_rate", new Range.FloatRange(0.001, 0.1, true));
        ranges.put("clusters", new Range.IntRange(10, 100, false));
        ranges.put("method", new Range.Categorical(List.of("deepcluster-v2", "deepcluster-kd")));
        return new StudySpec(
                        STUDY,
                        Optional.of("What the temperature does"),
                        7,
                        OBJECTIVE,
                        new SamplerSpec("random"),
                        20,
                        4,
                        2,
                        new Workload.Train(),
                        DATASET,
                        ranges,
                        parameters(),
                        List.of(new Parameters(Map.of("method", "random-init"))))
                .with(new Placement(Optional.of("spot"), Map.of("gpu", "h100"), 5, Optional.of("vision")));
    }
}
