package dev.regatta.coordinator.http.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs and their tests look for MLflow's own words in what refuses them. */
class WordingTest {

    @TempDir
    static Path folder;

    private static TrackingServer server;
    private static RawClient client;
    private static String run = "";

    @BeforeAll
    static void start() {
        server = new TrackingServer(folder);
        client = new RawClient(server.uri());
        run = client.createRun();
        client.post("registered-models/create", "{'name': 'net'}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> posts() {
        String point = "{'run_id': 'RUN', 'key': 'k', 'value': 1, 'timestamp': 1, 'step': 1}";
        return Stream.of(
                words("experiments/create", "{'name': 123}", "Invalid value 123 for parameter 'name' supplied"),
                words("experiments/create", "{}", "Missing value for required parameter 'name'."),
                words(
                        "experiments/create",
                        "{'name': 'n', 'artifact_location': 9.0}",
                        "Invalid value 9.0 for parameter 'artifact_location' supplied"),
                words(
                        "experiments/create",
                        "{'name': 'n', 'tags': '5'}",
                        "Invalid value \"5\" for parameter 'tags' supplied"),
                words(
                        "runs/log-metric",
                        point.replace("'RUN'", "31"),
                        "Invalid value 31 for parameter 'run_id' supplied"),
                words(
                        "runs/log-metric",
                        point.replace("'step': 1", "'step': 'x'"),
                        "Invalid value \"x\" for parameter 'step' supplied"),
                words("runs/log-metric", point.replace("'k'", "null"), "Missing value for required parameter 'key'."),
                words(
                        "runs/log-parameter",
                        "{'run_id': 31, 'key': 'p', 'value': 41}",
                        "Invalid value 31 for parameter 'run_id' supplied"),
                words(
                        "runs/log-batch",
                        "{'run_id': 'RUN', 'metrics': [{'key': 'k', 'value': 2.5}]}",
                        "Invalid value [{\"key\":\"k\",\"value\":2.5}] for parameter 'metrics' supplied:"
                                + " Missing value for required parameter 'timestamp'."),
                words("runs/log-inputs", "{'run_id': 'RUN'}", "Missing value for required parameter 'datasets'."),
                words(
                        "runs/search",
                        "{'experiment_ids': ['0'], 'max_results': 123456789}",
                        "Invalid value 123456789 for parameter 'max_results' supplied"),
                words(
                        "experiments/search-datasets",
                        "{'experiment_ids': []}",
                        "SearchDatasets request must specify at least one experiment_id."),
                words(
                        "experiments/search-datasets",
                        "{'experiment_ids': [" + String.join(",", Collections.nCopies(21, "'1'")) + "]}",
                        "SearchDatasets request cannot specify more than 20 experiment_ids."));
    }

    @ParameterizedTest
    @MethodSource("posts")
    void refusedPostIsToldInThoseWords(String path, String body, String words) {
        assertRefused(client.post(path, body.replace("RUN", run)), words);
    }

    static Stream<Arguments> gets() {
        return Stream.of(
                words(
                        "get-history-bulk?metric_key=k",
                        "",
                        "GetMetricHistoryBulk request must specify at least one run_id."),
                words("get-history-bulk?run_id=RUN", "", "GetMetricHistoryBulk request must specify a metric_key."),
                words(
                        "get-history-bulk?metric_key=k" + "&run_id=r".repeat(101),
                        "",
                        "GetMetricHistoryBulk request cannot specify more than 100 run_ids."),
                words("get-history-bulk-interval?metric_key=k", "", "Missing value for required parameter 'run_ids'."),
                words(
                        "get-history-bulk-interval?metric_key=k" + "&run_ids=r".repeat(101),
                        "",
                        "GetMetricHistoryBulkInterval request must specify at most 100 run_ids."),
                words(
                        "get-history-bulk-interval?run_ids=RUN&metric_key=k&max_results=0",
                        "",
                        "max_results must be between 1 and 2500"),
                words(
                        "get-history-bulk-interval?run_ids=RUN&metric_key=k&start_step=1&end_step=0",
                        "",
                        "end_step must be greater than start_step."),
                words(
                        "get-history-bulk-interval?run_ids=RUN&metric_key=k&start_step=1",
                        "",
                        "If either start step or end step are specified, both must be specified."));
    }

    @ParameterizedTest
    @MethodSource("gets")
    void refusedGetIsToldInThoseWords(String path, String none, String words) {
        assertRefused(client.get("metrics/" + path.replace("RUN", run)), words);
    }

    static Stream<Arguments> uploads() {
        return Stream.of(
                words("", "", "Request must specify run_uuid."),
                words("?run_uuid=RUN", "x", "Request must specify path."),
                words("?run_uuid=RUN&path=", "x", "Request must specify path."),
                words("?run_uuid=RUN&path=../a", "x", "Invalid path"),
                words("?run_uuid=RUN&path=a", "", "Request must specify data."));
    }

    @ParameterizedTest
    @MethodSource("uploads")
    void refusedUploadIsToldInThoseWords(String query, String body, String words) {
        String path = "/ajax-api/2.0/mlflow/upload-artifact" + query.replace("RUN", run);
        assertRefused(client.postAbsolute(path, body), words);
    }

    static Stream<Arguments> sources() {
        String remote = "If supplying a source as an http, https,";
        String local = "To use a local path as a model version source";
        return Stream.of(
                words("mlflow-artifacts://host:9000/models/../../../", "", remote),
                words("http://host:9000/models/../../../", "", remote),
                words("s3a://bucket/artifacts/../../../", "", remote),
                words("mlflow-artifacts://host:9000/models/..%2f..%2fartifacts", "", remote),
                words("mlflow-artifacts://host:9000/models/..%252f..%252fartifacts", "", remote),
                words("mlflow-artifacts://host:9000/models/artifact%00", "", remote),
                words("/tmp", "", local),
                words("/tmp", "RUN", local),
                words("file:///tmp", "RUN", local),
                words("model", "RUN", local));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void sourceThatLeadsElsewhereIsRefused(String source, String runId, String words) {
        assertRefused(createVersion(source, runId.replace("RUN", run)), words);
    }

    static Stream<String> goodSources() {
        return Stream.of(
                "mlflow-artifacts:/models///",
                "mlflow-artifacts:/models/foo///bar",
                "mlflow-artifacts://host:9000/models/artifact/..../",
                "models:/other/1",
                "s3://bucket/key",
                "runs:/RUN/model");
    }

    @ParameterizedTest
    @MethodSource("goodSources")
    void sourceThatLeadsWhereItSaysIsTaken(String source) {
        assertThat(createVersion(source.replace("RUN", run), run).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> createVersion(String source, String runId) {
        return client.post(
                "model-versions/create",
                new JsonObject().put("name", "net").put("source", source).put("run_id", runId));
    }

    private static void assertRefused(HttpResponse<String> response, String words) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonObject error = new JsonObject(response.body());
        assertThat(error.getString("error_code")).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(error.getString("message")).contains(words);
    }

    private static Arguments words(String path, String body, String words) {
        return Arguments.of(path, body, words);
    }
}
