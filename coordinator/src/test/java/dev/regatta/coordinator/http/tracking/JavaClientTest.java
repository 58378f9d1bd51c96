package dev.regatta.coordinator.http.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.Service.CreateExperiment;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.ExperimentTag;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ExperimentsPage;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.RunsPage;

/** MLflow's own Java client makes each of its calls against a real server. */
@Timeout(60)
class JavaClientTest {

    @TempDir
    static Path folder;

    private static TrackingServer server;
    private static MlflowClient client;

    private String experiment = "";

    @BeforeAll
    static void start() {
        server = new TrackingServer(folder);
        client = new MlflowClient(server.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeEach
    void createExperiment(TestInfo test) {
        experiment = client.createExperiment(test.getDisplayName());
    }

    @Test
    void experimentIsFoundByIdAndByName(TestInfo test) {
        Experiment found = client.getExperiment(experiment);
        assertThat(found.getName()).isEqualTo(test.getDisplayName());
        assertThat(found.getLifecycleStage()).isEqualTo("active");
        assertThat(found.getArtifactLocation()).isEqualTo("mlflow-artifacts:/" + experiment);
        assertThat(found.getCreationTime()).isPositive();
        assertThat(client.getExperimentByName(test.getDisplayName())).contains(found);
        assertThat(client.getExperimentByName("nobody's")).isEmpty();
    }

    @Test
    void experimentKeepsLocationAndTags() {
        String id = client.createExperiment(CreateExperiment.newBuilder()
                .setName("with location")
                .setArtifactLocation("file:/elsewhere")
                .addTags(ExperimentTag.newBuilder().setKey("team").setValue("vision"))
                .build());
        client.setExperimentTag(id, "stage", "draft");
        client.setExperimentTag(id, "stage", "final");
        Experiment found = client.getExperiment(id);
        assertThat(found.getArtifactLocation()).isEqualTo("file:/elsewhere");
        assertThat(found.getTagsList())
                .extracting(tag -> tag.getKey() + "=" + tag.getValue())
                .containsExactly("stage=final", "team=vision");
    }

    @Test
    void deletedExperimentIsHiddenUntilRestored(TestInfo test) {
        RunInfo run = client.createRun(experiment);
        client.deleteExperiment(experiment);
        assertThat(client.getExperiment(experiment).getLifecycleStage()).isEqualTo("deleted");
        assertThat(client.getRun(run.getRunId()).getInfo().getLifecycleStage()).isEqualTo("deleted");
        assertThat(ids(client.searchExperiments(null, ViewType.ACTIVE_ONLY, 1000, List.of())))
                .doesNotContain(experiment);
        assertThat(ids(client.searchExperiments(null, ViewType.DELETED_ONLY, 1000, List.of())))
                .contains(experiment);
        client.restoreExperiment(experiment);
        assertThat(client.getRun(run.getRunId()).getInfo().getLifecycleStage()).isEqualTo("active");
        client.renameExperiment(experiment, "renamed");
        assertThat(client.getExperiment(experiment).getName()).isEqualTo("renamed");
        assertThat(client.getExperimentByName(test.getDisplayName())).isEmpty();
    }

    @Test
    void experimentsAreSearchedInPages() {
        List<String> made = IntStream.range(0, 5)
                .mapToObj(i -> client.createExperiment("paged-" + i))
                .toList();
        List<String> found = new ArrayList<>();
        ExperimentsPage page = client.searchExperiments("name LIKE 'paged-%'", ViewType.ALL, 2, List.of("name DESC"));
        found.addAll(ids(page));
        while (page.getNextPageToken().isPresent()) {
            page = (ExperimentsPage) page.getNextPage();
            found.addAll(ids(page));
        }
        assertThat(found).containsExactly(made.get(4), made.get(3), made.get(2), made.get(1), made.get(0));
    }

    @Test
    void runOfNoExperimentBelongsToTheDefaultOne() {
        assertThat(client.createRun().getExperimentId()).isEqualTo("0");
        assertThat(client.getExperiment("0").getName()).isEqualTo("Default");
    }

    @Test
    void createdRunTellsAllThatItWasGiven() {
        RunInfo info = client.createRun(CreateRun.newBuilder()
                .setExperimentId(experiment)
                .setUserId("ada")
                .setRunName("first")
                .setStartTime(1234L)
                .addTags(RunTag.newBuilder().setKey("regatta.trial").setValue("7"))
                .build());
        assertThat(info.getRunId()).matches("[0-9a-f]{32}");
        assertThat(info.getArtifactUri())
                .isEqualTo("mlflow-artifacts:/" + experiment + "/" + info.getRunId() + "/artifacts");
        assertThat(info.getStatus()).isEqualTo(RunStatus.RUNNING);
        assertThat(info.getStartTime()).isEqualTo(1234L);
        assertThat(info.getUserId()).isEqualTo("ada");
        Run run = client.getRun(info.getRunId());
        assertThat(run.getInfo()).isEqualTo(info);
        assertThat(tags(run)).containsExactly("mlflow.runName=first", "regatta.trial=7");
    }

    @Test
    void runIsFoundByItsTrialsTag() {
        RunInfo run = client.createRun(experiment);
        client.setTag(run.getRunId(), "regatta.trial", "study-1/4");
        assertThat(server.runs.ofTrial("study-1/4"))
                .hasValueSatisfying(found -> assertThat(found.runId()).isEqualTo(run.getRunId()));
        client.deleteRun(run.getRunId());
        assertThat(server.runs.ofTrial("study-1/4")).isEmpty();
    }

    @Test
    void terminatedRunKeepsItsEnd() {
        String run = client.createRun(experiment).getRunId();
        client.setTerminated(run, RunStatus.FAILED, 99L);
        RunInfo ended = client.getRun(run).getInfo();
        assertThat(ended.getStatus()).isEqualTo(RunStatus.FAILED);
        assertThat(ended.getEndTime()).isEqualTo(99L);
        client.logMetric(run, "late", 1.0);
        assertThat(client.getRun(run).getData().getMetricsList()).hasSize(1);
    }

    @Test
    void deletedRunTakesNothingUntilRestored() {
        String run = client.createRun(experiment).getRunId();
        client.deleteRun(run);
        assertThatThrownBy(() -> client.logMetric(run, "loss", 1.0))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("400");
        client.restoreRun(run);
        client.logMetric(run, "loss", 1.0);
        assertThat(client.getMetricHistory(run, "loss")).hasSize(1);
    }

    @Test
    void paramsAndTagsAreKept() {
        String run = client.createRun(experiment).getRunId();
        client.logParam(run, "learning_rate", "0.1");
        client.logParam(run, "learning_rate", "0.1");
        client.logParam(run, "empty", "");
        client.setTag(run, "note", "one");
        client.setTag(run, "note", "two");
        client.setTag(run, "gone", "x");
        client.deleteTag(run, "gone");
        Run found = client.getRun(run);
        assertThat(found.getData().getParamsList())
                .extracting(param -> param.getKey() + "=" + param.getValue())
                .containsExactly("empty=", "learning_rate=0.1");
        assertThat(tags(found)).contains("note=two").doesNotContain("gone=x");
        assertThatThrownBy(() -> client.logParam(run, "learning_rate", "0.2"))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("400");
    }

    @Test
    void historyIsWholeAndInTheOrderInWhichItsPointsCame() {
        String run = client.createRun(experiment).getRunId();
        for (long step : new long[] {3, 1, 2, -1}) {
            client.logMetric(run, "loss", step * 0.5, 1000 - step, step);
        }
        client.logMetric(run, "loss", 7.0, 5, 1);
        assertThat(client.getMetricHistory(run, "loss"))
                .extracting(Metric::getStep)
                .containsExactly(3L, 1L, 2L, -1L, 1L);
        Metric latest = client.getRun(run).getData().getMetrics(0);
        assertThat(latest.getStep()).isEqualTo(3);
        assertThat(latest.getValue()).isEqualTo(1.5);
    }

    @Test
    void lastPageHasNoTokenThoughItIsFull() {
        String first = client.createRun(experiment).getRunId();
        String second = client.createRun(experiment).getRunId();
        RunsPage page = client.searchRuns(List.of(experiment), "", ViewType.ACTIVE_ONLY, 1, List.of("start_time ASC"));
        assertThat(page.getNextPageToken()).isPresent();
        RunsPage last = (RunsPage) page.getNextPage();
        assertThat(last.getPageSize()).isEqualTo(1);
        assertThat(last.hasNextPage()).isFalse();
        assertThat(List.of(
                        page.getItems().get(0).getInfo().getRunId(),
                        last.getItems().get(0).getInfo().getRunId()))
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    void missingTagIsNamedWithItsRun() {
        String run = client.createRun(experiment).getRunId();
        assertThatThrownBy(() -> client.deleteTag(run, "none"))
                .hasMessageContaining("No tag with name: none in run with id " + run);
        assertThatThrownBy(() -> client.deleteTag("nobody", "none")).hasMessageContaining("Run 'nobody' not found");
    }

    @Test
    void modelVersionMovesThroughItsStages(TestInfo test) {
        String model = test.getDisplayName();
        String run = client.createRun(experiment).getRunId();
        client.sendPost("registered-models/create", "{\"name\": \"" + model + "\"}");
        client.sendPost(
                "model-versions/create",
                "{\"name\": \"" + model + "\", \"run_id\": \"" + run
                        + "\", \"source\": \"mlflow-artifacts:/models/a\"}");
        assertThat(client.getLatestVersions(model, List.of("None")))
                .extracting(version -> version.getVersion() + " " + version.getCurrentStage())
                .containsExactly("1 None");
        client.sendPost(
                "model-versions/transition-stage",
                "{\"name\": \"" + model + "\", \"version\": \"1\", \"stage\": \"staging\"}");
        assertThat(client.getLatestVersions(model))
                .extracting(version -> version.getVersion() + " " + version.getCurrentStage())
                .containsExactly("1 Staging");
        assertThat(client.getModelVersionDownloadUri(model, "1")).isEqualTo("mlflow-artifacts:/models/a");
        client.sendPatch(
                "model-versions/update",
                "{\"name\": \"" + model + "\", \"version\": \"1\", \"description\": \"the first\"}");
        assertThat(client.getModelVersion(model, "1").getDescription()).isEqualTo("the first");
    }

    @Test
    void nanAndInfinitiesComeBackAsTheyWere() {
        String run = client.createRun(experiment).getRunId();
        double[] values = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE};
        for (int i = 0; i < values.length; i++) {
            client.logMetric(run, "odd", values[i], 0, i);
        }
        assertThat(client.getMetricHistory(run, "odd"))
                .extracting(Metric::getValue)
                .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE);
    }

    @Test
    void repeatedBatchChangesNothing() {
        String run = client.createRun(experiment).getRunId();
        List<Metric> metrics = IntStream.range(0, 800)
                .mapToObj(step -> Metric.newBuilder()
                        .setKey("loss")
                        .setValue(1.0 / (step + 1))
                        .setTimestamp(step)
                        .setStep(step)
                        .build())
                .toList();
        List<Param> params =
                List.of(Param.newBuilder().setKey("width").setValue("16").build());
        List<RunTag> tags =
                List.of(RunTag.newBuilder().setKey("host").setValue("a").build());
        client.logBatch(run, metrics, params, tags);
        Run once = client.getRun(run);
        client.logBatch(run, metrics, params, tags);
        assertThat(client.getRun(run)).isEqualTo(once);
        assertThat(client.getMetricHistory(run, "loss")).isEqualTo(metrics);
    }

    @Test
    void runsAreFilteredOrderedAndPaged() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String run = client.createRun(experiment).getRunId();
            client.logMetric(run, "accuracy", i * 0.1);
            client.logParam(run, "method", i % 2 == 0 ? "even" : "odd");
            made.add(run);
        }
        List<String> found = new ArrayList<>();
        RunsPage page = client.searchRuns(
                List.of(experiment),
                "metrics.accuracy > 0.05 AND params.method = 'even'",
                ViewType.ACTIVE_ONLY,
                2,
                List.of("metrics.accuracy DESC"));
        page.getItems().forEach(run -> found.add(run.getInfo().getRunId()));
        assertThat(page.getNextPageToken()).isPresent();
        ((RunsPage) page.getNextPage())
                .getItems()
                .forEach(run -> found.add(run.getInfo().getRunId()));
        assertThat(found).containsExactly(made.get(6), made.get(4), made.get(2));
        assertThat(client.listRunInfos(experiment)).hasSize(7);
        assertThat(client.listRunInfos("4711")).isEmpty();
    }

    private static List<String> ids(ExperimentsPage page) {
        return page.getItems().stream().map(Experiment::getExperimentId).toList();
    }

    private static List<String> tags(Run run) {
        return run.getData().getTagsList().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .toList();
    }
}
