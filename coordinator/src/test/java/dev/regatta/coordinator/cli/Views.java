package dev.regatta.coordinator.cli;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.StudyView;
import dev.regatta.protocol.api.TrialView;
import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.SamplerSpec;
import dev.regatta.protocol.study.StudySpec;
import dev.regatta.protocol.study.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Views of the API, as a server would send them. */
final class Views {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private Views() {}

    static StudyView study(StudyView.StudyViewState state, int failed) {
        StudySpec spec = new StudySpec(
                new StudyId("s"),
                Optional.empty(),
                0,
                new Objective("validation_linear_accuracy", Objective.Direction.MAXIMIZE),
                new SamplerSpec("random"),
                3,
                4,
                2,
                new Workload.Train(),
                new DatasetSpec("generated", Optional.empty(), Optional.empty(), Optional.empty(), 1),
                Map.of(),
                Parameters.NONE,
                List.of());
        return study(state, failed, spec);
    }

    private static StudyView study(StudyView.StudyViewState state, int failed, StudySpec spec) {
        return new StudyView(
                "s",
                state,
                START,
                Optional.empty(),
                Optional.empty(),
                new StudyView.TrialCounts(3, 0, 0, 0, 3 - failed, failed, 0, 0, 0),
                Optional.of(new StudyView.BestTrial(1, 0.4375)),
                0.0,
                false,
                spec);
    }

    /** A study that has completed, with these objectives. */
    static StudyView minimizing(String... metrics) {
        StudyView.StudyViewState completed = StudyView.StudyViewState.COMPLETED;
        List<Objective> objectives = Stream.of(metrics)
                .map(metric -> new Objective(metric, Objective.Direction.MINIMIZE))
                .toList();
        return study(completed, 0, study(completed, 0).spec().with(objectives, List.of()));
    }

    static TrialView completed(int number, String method, double value) {
        TrialView.AttemptView attempt = new TrialView.AttemptView(
                1,
                "COMPLETED",
                "suggested",
                Optional.of("w"),
                Optional.of(1L),
                START,
                Optional.of(START.plusSeconds(1)),
                Optional.of(START.plusSeconds(66)),
                Optional.empty(),
                Optional.empty());
        return trial(
                number,
                "COMPLETED",
                new Parameters(Map.of("method", method, "epochs", 6L)),
                Optional.of(value),
                Map.of("test_linear_accuracy", 0.5),
                Optional.empty(),
                Optional.empty(),
                List.of(attempt));
    }

    static TrialView failed(int number, String reason) {
        return trial(
                number,
                "FAILED",
                new Parameters(Map.of("method", "deepcluster-v2")),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.of(reason),
                List.of());
    }

    /** A completed trial of other parameters than a method's. */
    static TrialView told(int number, Map<String, Object> parameters, double value, Map<String, Double> metrics) {
        return trial(
                number,
                "COMPLETED",
                new Parameters(parameters),
                Optional.of(value),
                metrics,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static TrialView running(int number, String method, TrialView.ProgressView progress) {
        return trial(
                number,
                "RUNNING",
                new Parameters(Map.of("method", method, "epochs", 6L)),
                Optional.empty(),
                Map.of("loss", 3.5, "knn_accuracy", 0.25),
                Optional.of(progress),
                Optional.empty(),
                List.of());
    }

    private static TrialView trial(
            int number,
            String state,
            Parameters parameters,
            Optional<Double> value,
            Map<String, Double> metrics,
            Optional<TrialView.ProgressView> progress,
            Optional<String> message,
            List<TrialView.AttemptView> attempts) {
        return new TrialView(
                "s",
                number,
                state,
                TrialSource.SAMPLED,
                parameters,
                1,
                value,
                metrics,
                3,
                117,
                progress,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                message,
                START,
                Optional.empty(),
                attempts);
    }
}
