package dev.regatta.coordinator.study;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Range;
import dev.regatta.protocol.study.SamplerSpec;
import dev.regatta.protocol.study.StudySpec;
import dev.regatta.protocol.study.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Studies for tests. */
public final class Studies {

    public static final StudyId ID = new StudyId("tiny");
    public static final WorkerId ANNA = new WorkerId("anna");
    public static final WorkerId BERT = new WorkerId("bert");
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    public static final Objective ACCURACY = new Objective("accuracy", Objective.Direction.MAXIMIZE);

    private Studies() {}

    /** A study of so many trials, so many at a time, with one retry. */
    public static StudySpec spec(int trials, int concurrency) {
        return spec(trials, concurrency, new Workload.Train());
    }

    private static StudySpec spec(int trials, int concurrency, Workload workload) {
        return new StudySpec(
                ID,
                Optional.empty(),
                7,
                ACCURACY,
                new SamplerSpec("random"),
                trials,
                concurrency,
                1,
                workload,
                new DatasetSpec("generated", Optional.empty(), Optional.empty(), Optional.empty(), 1),
                Map.of("learning_rate", new Range.FloatRange(0.001, 0.1, true)),
                new Parameters(Map.of("preset", "small")),
                List.of(new Parameters(Map.of("method", "random-init"))));
    }

    public static CreateStudy create(int trials, int concurrency) {
        return new CreateStudy("request-1", ID, spec(trials, concurrency));
    }

    /** As {@link #create}, for programs outside the fleet. */
    public static CreateStudy external(int trials, int concurrency) {
        return new CreateStudy("request-1", ID, spec(trials, concurrency, new Workload.External()));
    }

    public static AttemptId attempt(int trial, int number) {
        return new AttemptId(new TrialId(ID, trial), number);
    }

    public static FactHeader header(int trial, int number, long leaseEpoch, long sequence, WorkerId worker) {
        return new FactHeader(attempt(trial, number), leaseEpoch, sequence, worker);
    }

    public static CheckpointRef checkpoint(int epoch) {
        return new CheckpointRef("tiny/0/1/" + epoch, epoch, epoch * 10L, 100, "00");
    }
}
