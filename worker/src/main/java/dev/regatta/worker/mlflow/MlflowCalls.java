package dev.regatta.worker.mlflow;

import dev.regatta.protocol.TrialId;
import dev.regatta.worker.attempt.MetricPoint;
import dev.regatta.worker.attempt.RunLogger.RunStatus;
import dev.regatta.worker.attempt.RunLogger.TrackedRun;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;

/** What is asked of a tracking server. Each call may be repeated: it finds what an earlier one did. */
final class MlflowCalls {
    /** The API's bound for metrics in a batch. */
    private static final int BATCH = 1000;

    /** The server knows no run of the trial. */
    static final class NoRunException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoRunException(TrialId trial) {
            super("the tracking server has no run of trial " + trial);
        }
    }

    private MlflowCalls() {}

    /**
     * Finds the trial's run by its tag, or creates it, and logs its parameters. A creation whose answer got lost may
     * have happened, and even happen later than the next: the newest run is the trial's, any other is deleted.
     */
    static String open(MlflowClient client, TrackedRun run, long startMillis) {
        String experiment = experiment(client, run.study().value());
        Optional<String> created = runs(client, experiment, run.trial()).isEmpty()
                ? Optional.of(create(client, experiment, run, startMillis))
                : Optional.empty();
        List<String> newestFirst = runs(client, experiment, run.trial());
        newestFirst.stream().skip(1).forEach(client::deleteRun);
        String id = newestFirst.stream().findFirst().or(() -> created).orElseThrow();
        client.logBatch(id, List.of(), params(run.params()), List.of());
        return id;
    }

    private static String experiment(MlflowClient client, String name) {
        return byName(client, name).orElseGet(() -> {
            try {
                return client.createExperiment(name);
            } catch (MlflowHttpException e) {
                // Another worker was faster, or the answer to an earlier try was lost.
                return byName(client, name).orElseThrow(() -> e);
            }
        });
    }

    private static Optional<String> byName(MlflowClient client, String name) {
        return client.getExperimentByName(name).map(Experiment::getExperimentId);
    }

    /**
     * The trial's run.
     *
     * @throws NoRunException if there is none
     */
    static String find(MlflowClient client, TrialId trial) {
        return byName(client, trial.study().value())
                .flatMap(experiment -> runs(client, experiment, trial).stream().findFirst())
                .orElseThrow(() -> new NoRunException(trial));
    }

    /** Newest first. */
    private static List<String> runs(MlflowClient client, String experiment, TrialId trial) {
        String filter = "tags.`" + TrackedRun.TRIAL_TAG + "` = '" + trial + "'";
        return client.searchRuns(List.of(experiment), filter, ViewType.ACTIVE_ONLY, 100).getItems().stream()
                .map(Run::getInfo)
                .sorted(Comparator.comparingLong(RunInfo::getStartTime)
                        .thenComparing(RunInfo::getRunId)
                        .reversed())
                .map(RunInfo::getRunId)
                .toList();
    }

    private static String create(MlflowClient client, String experiment, TrackedRun run, long startMillis) {
        CreateRun request = CreateRun.newBuilder()
                .setExperimentId(experiment)
                .setRunName(run.name())
                .setStartTime(startMillis)
                .addAllTags(tags(run.tags()))
                .build();
        return client.createRun(request).getRunId();
    }

    static void log(MlflowClient client, String run, List<MetricPoint> points) {
        for (int from = 0; from < points.size(); from += BATCH) {
            List<Metric> batch = points.subList(from, Math.min(points.size(), from + BATCH)).stream()
                    .map(MlflowCalls::metric)
                    .toList();
            client.logBatch(run, batch, List.of(), List.of());
        }
    }

    private static Metric metric(MetricPoint point) {
        return Metric.newBuilder()
                .setKey(point.key())
                .setValue(point.value())
                .setTimestamp(point.timestampMillis())
                .setStep(point.step())
                .build();
    }

    static void end(MlflowClient client, String run, LogCall.End end) {
        if (!end.tags().isEmpty()) {
            client.logBatch(run, List.of(), List.of(), tags(end.tags()));
        }
        client.setTerminated(run, status(end.status()), end.endMillis());
    }

    private static org.mlflow.api.proto.Service.RunStatus status(RunStatus status) {
        return switch (status) {
            case FINISHED -> org.mlflow.api.proto.Service.RunStatus.FINISHED;
            case FAILED -> org.mlflow.api.proto.Service.RunStatus.FAILED;
            case KILLED -> org.mlflow.api.proto.Service.RunStatus.KILLED;
        };
    }

    private static List<Param> params(Map<String, String> params) {
        return params.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(param -> Param.newBuilder()
                        .setKey(param.getKey())
                        .setValue(param.getValue())
                        .build())
                .toList();
    }

    private static List<RunTag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> RunTag.newBuilder()
                        .setKey(tag.getKey())
                        .setValue(tag.getValue())
                        .build())
                .toList();
    }
}
