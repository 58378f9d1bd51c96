package dev.regatta.coordinator.http.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each endpoint × each thing a client can do wrong: status, code, and what the message names. */
class ErrorsTest {

    private static final String INVALID = "INVALID_PARAMETER_VALUE";
    private static final String MISSING = "RESOURCE_DOES_NOT_EXIST";
    private static final String NO_RUN = "{'run_id': 'nope', 'key': 'k', 'value': '1', 'timestamp': 1}";

    @TempDir
    static Path folder;

    private static TrackingServer server;
    private static RawClient client;
    private static String run = "";
    private static String deletedRun = "";

    @BeforeAll
    static void start() {
        server = new TrackingServer(folder);
        client = new RawClient(server.uri());
        run = client.createRun();
        deletedRun = client.createRun();
        client.post("runs/delete", new JsonObject().put("run_id", deletedRun));
        client.post("runs/log-parameter", "{'run_id': 'RUN', 'key': 'p', 'value': '1'}".replace("RUN", run));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> wrongPosts() {
        return Stream.of(
                wrong("experiments/create", "{}", 400, INVALID, "'name'"),
                wrong("experiments/create", "{'name': ''}", 400, INVALID, "'name'"),
                wrong("experiments/create", "{'name': ' '}", 400, INVALID, "name is empty"),
                wrong("experiments/create", "{'name': 7}", 400, INVALID, "must be a text"),
                wrong("experiments/create", "{'name': 'LONG501'}", 400, INVALID, "must have ≤ 500"),
                wrong("experiments/create", "{'name': 'Default'}", 400, "RESOURCE_ALREADY_EXISTS", "Default"),
                wrong("experiments/create", "{'name': 'n', 'tags': {}}", 400, INVALID, "must be a list"),
                wrong("experiments/delete", "{'experiment_id': '77'}", 404, MISSING, "id=77"),
                wrong("experiments/delete", "{'experiment_id': 'x'}", 404, MISSING, "id=x"),
                wrong("experiments/restore", "{'experiment_id': '0'}", 404, MISSING, "deleted"),
                wrong("experiments/update", "{'experiment_id': '0'}", 400, INVALID, "'new_name'"),
                wrong("experiments/set-experiment-tag", "{'experiment_id': '0'}", 400, INVALID, "'key'"),
                wrong(
                        "experiments/set-experiment-tag",
                        "{'experiment_id': '0', 'key': 'k', 'value': 'LONG5001'}",
                        400,
                        INVALID,
                        "must have ≤ 5000"),
                wrong("experiments/search", "{'max_results': 0}", 400, INVALID, "must be ≥ 1"),
                wrong("experiments/search", "{'max_results': '50001'}", 400, INVALID, "≤ 50000"),
                wrong("experiments/search", "{'view_type': 'SOME'}", 400, INVALID, "SOME"),
                wrong("experiments/search", "{'filter': 'metrics.a > 1'}", 400, INVALID, "metrics"),
                wrong("runs/create", "{'experiment_id': '77'}", 404, MISSING, "id=77"),
                wrong("runs/create", "{'start_time': 1.5}", 400, INVALID, "1.5"),
                wrong("runs/create", "{'start_time': '9223372036854775808'}", 400, INVALID, "64 bits"),
                wrong("runs/create", "{'start_time': 1e999999}", 400, INVALID, "start_time"),
                wrong(
                        "runs/create",
                        "{'run_name': 'a', 'tags': [{'key': 'mlflow.runName', 'value': 'b'}]}",
                        400,
                        INVALID,
                        "must be the same"),
                wrong("runs/update", "{'run_id': 'nope'}", 404, MISSING, "nope"),
                wrong("runs/update", "{'run_id': 'RUN', 'status': 'DONE'}", 400, INVALID, "DONE"),
                wrong("runs/update", "{'run_id': 'GONE', 'status': 'FAILED'}", 400, INVALID, "'active' state"),
                wrong("runs/delete", "{}", 400, INVALID, "'run_id'"),
                wrong("runs/delete", "{'run_id': 'GONE'}", 400, INVALID, "'active' state"),
                wrong("runs/restore", "{'run_id': 'RUN'}", 400, INVALID, "'deleted' state"),
                wrong("runs/log-metric", NO_RUN, 404, MISSING, "nope"),
                wrong("runs/log-metric", "{'run_id': 'RUN', 'key': 'k'}", 400, INVALID, "'value'"),
                wrong("runs/log-metric", "{'run_id': 'RUN', 'key': 'k', 'value': 1}", 400, INVALID, "'timestamp'"),
                wrong("runs/log-metric", metric("a//b", "1"), 400, INVALID, "a//b"),
                wrong("runs/log-metric", metric("/a", "1"), 400, INVALID, "/a"),
                wrong("runs/log-metric", metric("a/../b", "1"), 400, INVALID, "a/../b"),
                wrong("runs/log-metric", metric("a;b", "1"), 400, INVALID, "a;b"),
                wrong("runs/log-metric", metric("LONG251", "1"), 400, INVALID, "≤ 250"),
                wrong("runs/log-metric", metric("k", "'much'"), 400, INVALID, "much"),
                wrong("runs/log-metric", metric("k", "true"), 400, INVALID, "true"),
                wrong("runs/log-metric", metric("k", "1").replace("RUN", "GONE"), 400, INVALID, "'active' state"),
                wrong("runs/log-parameter", NO_RUN, 404, MISSING, "nope"),
                wrong("runs/log-parameter", "{'run_id': 'RUN', 'key': 'p', 'value': '2'}", 400, INVALID, "value='1'"),
                wrong("runs/log-parameter", "{'run_id': 'RUN', 'key': 'q', 'value': 'LONG6001'}", 400, INVALID, "6000"),
                wrong("runs/set-tag", NO_RUN, 404, MISSING, "nope"),
                wrong("runs/set-tag", "{'run_id': 'RUN', 'key': 'q', 'value': 'LONG8001'}", 400, INVALID, "8000"),
                wrong("runs/delete-tag", "{'run_id': 'RUN', 'key': 'none'}", 404, MISSING, "none"),
                wrong("runs/log-batch", "{'run_id': 'nope'}", 404, MISSING, "nope"),
                wrong("runs/log-batch", "{'run_id': 'RUN', 'metrics': [1]}", 400, INVALID, "list of objects"),
                wrong("runs/log-batch", "{'run_id': 'RUN', 'metrics': 'x'}", 400, INVALID, "must be a list"),
                wrong("runs/search", "{'experiment_ids': ['0'], 'filter': 'metrics.a > 1 OR'}", 400, INVALID, "AND"),
                wrong("runs/search", "{'experiment_ids': ['0'], 'order_by': ['a.b']}", 400, INVALID, "'a'"),
                wrong("runs/search", "{'experiment_ids': ['0'], 'page_token': 'zzz'}", 400, INVALID, "page token"),
                wrong("runs/search", "{'experiment_ids': [0]}", 400, INVALID, "list of texts"),
                wrong("runs/nothing", "{}", 404, "ENDPOINT_NOT_FOUND", "runs/nothing"));
    }

    @ParameterizedTest
    @MethodSource("wrongPosts")
    void wrongPostIsRefused(String path, String body, int status, String code, String named) {
        HttpResponse<String> response = client.post(path, filled(body));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject error = new JsonObject(response.body());
        assertThat(error.getString("error_code")).isEqualTo(code);
        assertThat(error.getString("message")).contains(named);
    }

    static Stream<Arguments> wrongGets() {
        return Stream.of(
                wrong("experiments/get?experiment_id=77", "", 404, MISSING, "id=77"),
                wrong("experiments/get", "", 400, INVALID, "'experiment_id'"),
                wrong("experiments/get-by-name?experiment_name=none", "", 404, MISSING, "none"),
                wrong("experiments/search?max_results=x", "", 400, INVALID, "x"),
                wrong("runs/get?run_id=none", "", 404, MISSING, "none"),
                wrong("runs/get", "", 400, INVALID, "'run_id'"),
                wrong("metrics/get-history?run_id=none&metric_key=k", "", 404, MISSING, "none"),
                wrong("metrics/get-history?run_id=RUN", "", 400, INVALID, "'metric_key'"),
                wrong("artifacts/list?run_id=none", "", 404, MISSING, "none"),
                wrong("artifacts/list?run_id=RUN&path=../x", "", 400, INVALID, "'..'"),
                wrong("runs/create", "", 404, "ENDPOINT_NOT_FOUND", "runs/create"));
    }

    @ParameterizedTest
    @MethodSource("wrongGets")
    void wrongGetIsRefused(String path, String none, int status, String code, String named) {
        HttpResponse<String> response = client.get(filled(path));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(new JsonObject(response.body()).getString("error_code")).isEqualTo(code);
        assertThat(new JsonObject(response.body()).getString("message")).contains(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "\"text\"", "{\"run_id\": ", "7", "null"})
    void bodyThatIsNoJsonObjectIsRefused(String body) {
        HttpResponse<String> response = client.post("runs/log-batch", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(response.body()).getString("message")).contains("JSON object");
    }

    @Test
    void bodyOverAMegabyteIsRefused() {
        HttpResponse<String> response = client.post("runs/create", "{\"a\": \"" + "x".repeat(1_000_000) + "\"}");
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(new JsonObject(response.body()).getString("message")).contains("too large");
    }

    @Test
    void batchesLimitsAreKept() {
        assertThat(batch("metrics", 1001, "≤ 1000").statusCode()).isEqualTo(400);
        assertThat(batch("params", 101, "≤ 100").statusCode()).isEqualTo(400);
        assertThat(batch("tags", 101, "≤ 100").statusCode()).isEqualTo(400);
        assertThat(batch("params", 100, "").statusCode()).isEqualTo(200);
    }

    @Test
    void wholeNumbersAndValuesMayBeTexts() {
        String fresh = client.createRun();
        String body = "{'run_id': '%s', 'key': 'k', 'value': '-Infinity', 'timestamp': '12', 'step': '3'}";
        assertThat(client.post("runs/log-metric", body.formatted(fresh)).statusCode())
                .isEqualTo(200);
        JsonObject history = new JsonObject(
                client.get("metrics/get-history?metric_key=k&run_uuid=" + fresh).body());
        assertThat(history.getJsonArray("metrics").getJsonObject(0))
                .isEqualTo(new JsonObject("{\"key\":\"k\",\"value\":\"-Infinity\",\"timestamp\":12,\"step\":3}"));
    }

    @Test
    void failedBatchLeavesNothing() {
        String fresh = client.createRun();
        client.post("runs/log-parameter", "{'run_id': '%s', 'key': 'p', 'value': '1'}".formatted(fresh));
        String before = client.get("runs/get?run_id=" + fresh).body();
        String body = "{'run_id': '%s', 'metrics': [{'key': 'm', 'value': 1, 'timestamp': 1}],"
                + " 'params': [{'key': 'a', 'value': '1'}, {'key': 'p', 'value': '2'}],"
                + " 'tags': [{'key': 't', 'value': 'x'}]}";
        assertThat(client.post("runs/log-batch", body.formatted(fresh)).statusCode())
                .isEqualTo(400);
        assertThat(client.get("runs/get?run_id=" + fresh).body()).isEqualTo(before);
    }

    @Test
    void bothPrefixesAndBothIdsServe() {
        HttpResponse<String> ajax = client.getAbsolute("/ajax-api/2.0/mlflow/runs/get?run_uuid=" + run);
        assertThat(ajax.statusCode()).isEqualTo(200);
        JsonObject info = new JsonObject(ajax.body()).getJsonObject("run").getJsonObject("info");
        assertThat(info.getString("run_uuid")).isEqualTo(run).isEqualTo(info.getString("run_id"));
    }

    private static HttpResponse<String> batch(String list, int size, String named) {
        String entries = IntStream.range(0, size)
                .mapToObj(i -> "{'key': 'k%d', 'value': '1', 'timestamp': 1}".formatted(i))
                .collect(Collectors.joining(","));
        HttpResponse<String> response = client.post(
                "runs/log-batch", "{'run_id': '%s', '%s': [%s]}".formatted(client.createRun(), list, entries));
        assertThat(response.body()).contains(named);
        return response;
    }

    private static Arguments wrong(String path, String body, int status, String code, String named) {
        return Arguments.of(path, body, status, code, named);
    }

    private static String metric(String key, String value) {
        return "{'run_id': 'RUN', 'timestamp': 1, 'key': '" + key + "', 'value': " + value + "}";
    }

    private static String filled(String text) {
        String filled = text.replace("RUN", run).replace("GONE", deletedRun);
        for (int length : new int[] {251, 501, 5001, 6001, 8001}) {
            filled = filled.replace("'LONG" + length + "'", "'" + "x".repeat(length) + "'");
        }
        return filled;
    }
}
