package dev.regatta.coordinator.http.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link ErrorsTest}, for the registry, inputs, models, curves of many runs and uploads in parts. */
class NewerErrorsTest {

    private static final String INVALID = "INVALID_PARAMETER_VALUE";
    private static final String MISSING = "RESOURCE_DOES_NOT_EXIST";
    private static final String TAKEN = "RESOURCE_ALREADY_EXISTS";
    private static final String ENDLESS = "x".repeat(1_000);

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
        client.post("registered-models/create", "{'name': 'net'}");
        client.post("registered-models/create", "{'name': 'other'}");
        client.post("model-versions/create", "{'name': 'net', 'source': 'mlflow-artifacts:/a'}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Arguments wrong(String method, String path, String body, int status, String code, String named) {
        return Arguments.of(method, path, body, status, code, named);
    }

    static Stream<Arguments> wrongRequests() {
        return Stream.of(
                wrong("POST", "registered-models/create", "{}", 400, INVALID, "name"),
                wrong("POST", "registered-models/create", "{'name': ''}", 400, INVALID, "name"),
                wrong("POST", "registered-models/create", "{'name': 7}", 400, INVALID, "must be a text"),
                wrong("POST", "registered-models/create", "{'name': 'net'}", 400, TAKEN, "net"),
                wrong("POST", "registered-models/create", "{'name': 'n', 'tags': 1}", 400, INVALID, "must be a list"),
                wrong("GET", "registered-models/get?name=none", "", 404, MISSING, "none"),
                wrong("GET", "registered-models/get", "", 400, INVALID, "name"),
                wrong("POST", "registered-models/rename", "{'name': 'net', 'new_name': 'other'}", 400, TAKEN, "other"),
                wrong("POST", "registered-models/rename", "{'name': 'none', 'new_name': 'm'}", 404, MISSING, "none"),
                wrong("POST", "registered-models/rename", "{'name': 'net'}", 400, INVALID, "new_name"),
                wrong("PATCH", "registered-models/update", "{'name': 'none'}", 404, MISSING, "none"),
                wrong("DELETE", "registered-models/delete", "{'name': 'none'}", 404, MISSING, "none"),
                wrong("GET", "registered-models/search?max_results=x", "", 400, INVALID, "x"),
                wrong("GET", "registered-models/search?filter=a.b.c", "", 400, INVALID, "a"),
                wrong("POST", "registered-models/set-tag", "{'name': 'net'}", 400, INVALID, "key"),
                wrong("POST", "registered-models/set-tag", "{'name': 'none', 'key': 'k'}", 404, MISSING, "none"),
                wrong("POST", "registered-models/get-latest-versions", "{'name': 'none'}", 404, MISSING, "none"),
                wrong("POST", "registered-models/alias", "{'name': 'net', 'alias': 'a'}", 400, INVALID, "version"),
                wrong("POST", "registered-models/alias", "{'name': 'net', 'version': '1'}", 400, INVALID, "alias"),
                wrong(
                        "POST",
                        "registered-models/alias",
                        "{'name': 'net', 'alias': 'a', 'version': '9'}",
                        404,
                        MISSING,
                        "9"),
                wrong("GET", "registered-models/alias?name=net&alias=none", "", 400, INVALID, "none"),
                wrong(
                        "POST",
                        "model-versions/create",
                        "{'name': 'none', 'source': 'mlflow-artifacts:/a'}",
                        404,
                        MISSING,
                        "none"),
                wrong("POST", "model-versions/create", "{'name': 'net'}", 400, INVALID, "source"),
                wrong("GET", "model-versions/get?name=net&version=9", "", 404, MISSING, "9"),
                wrong("GET", "model-versions/get?name=net&version=x", "", 400, INVALID, "x"),
                wrong("GET", "model-versions/get?name=net", "", 400, INVALID, "version"),
                wrong("GET", "model-versions/get-download-uri?name=net&version=9", "", 404, MISSING, "9"),
                wrong("PATCH", "model-versions/update", "{'name': 'net', 'version': '9'}", 404, MISSING, "9"),
                wrong("DELETE", "model-versions/delete", "{'name': 'net', 'version': '9'}", 404, MISSING, "9"),
                wrong(
                        "POST",
                        "model-versions/transition-stage",
                        "{'name': 'net', 'version': '1', 'stage': 'Moon'}",
                        400,
                        INVALID,
                        "Moon"),
                wrong(
                        "POST",
                        "model-versions/set-tag",
                        "{'name': 'net', 'version': '9', 'key': 'k', 'value': 'v'}",
                        404,
                        MISSING,
                        "9"),
                wrong("GET", "model-versions/search?max_results=-1", "", 400, INVALID, "-1"),
                wrong("POST", "runs/log-inputs", "{'run_id': 'none', 'datasets': []}", 404, MISSING, "none"),
                wrong("POST", "runs/log-inputs", "{'run_id': 'GONE', 'datasets': []}", 400, INVALID, "'active' state"),
                wrong("POST", "runs/log-inputs", "{'run_id': 'RUN', 'datasets': [{}]}", 400, INVALID, "dataset"),
                wrong("POST", "runs/log-inputs", "{'run_id': 'RUN', 'datasets': 'x'}", 400, INVALID, "must be a list"),
                wrong("POST", "runs/log-model", "{'run_id': 'RUN'}", 400, INVALID, "model_json"),
                wrong("POST", "runs/log-model", "{'run_id': 'RUN', 'model_json': 'x'}", 400, INVALID, "model_json"),
                wrong("POST", "runs/log-model", "{'run_id': 'none', 'model_json': '{}'}", 404, MISSING, "none"),
                wrong(
                        "POST",
                        "runs/log-model",
                        "{'run_id': 'GONE', 'model_json': '{}'}",
                        400,
                        INVALID,
                        "'active' state"),
                wrong("POST", "experiments/search-datasets", "{}", 400, INVALID, "experiment_id"),
                wrong("POST", "experiments/search-datasets", "{'experiment_ids': [0]}", 400, INVALID, "list of texts"),
                wrong("GET", "metrics/get-history-bulk?metric_key=k", "", 400, INVALID, "run_id"),
                wrong("GET", "metrics/get-history-bulk?run_id=RUN", "", 400, INVALID, "metric_key"),
                wrong("GET", "metrics/get-history-bulk?run_id=RUN&metric_key=k&max_results=0", "", 400, INVALID, "0"),
                wrong("GET", "metrics/get-history-bulk?metric_key=k&RUNS", "", 400, INVALID, "more than 100"),
                wrong("GET", "metrics/get-history-bulk-interval?metric_key=k", "", 400, INVALID, "run_ids"),
                wrong(
                        "GET",
                        "metrics/get-history-bulk-interval?run_ids=RUN&metric_key=k&start_step=1",
                        "",
                        400,
                        INVALID,
                        "both"),
                wrong(
                        "GET",
                        "metrics/get-history-bulk-interval?run_ids=RUN&metric_key=k&start_step=2&end_step=1",
                        "",
                        400,
                        INVALID,
                        "end_step=1"),
                wrong(
                        "GET",
                        "metrics/get-history-bulk-interval?run_ids=RUN&metric_key=k&max_results=2501",
                        "",
                        400,
                        INVALID,
                        "between 1 and 2500"),
                wrong("POST", "../mlflow-artifacts/mpu/create/a", "{'path': 'a'}", 400, INVALID, "num_parts"),
                wrong("POST", "../mlflow-artifacts/mpu/create/a", "{'num_parts': 1}", 400, INVALID, "path"),
                wrong(
                        "POST",
                        "../mlflow-artifacts/mpu/create/a",
                        "{'path': 'a', 'num_parts': 10001}",
                        400,
                        INVALID,
                        "≤ 10000"),
                wrong(
                        "POST",
                        "../mlflow-artifacts/mpu/complete/a",
                        "{'path': 'a', 'upload_id': '../../x', 'parts': []}",
                        404,
                        MISSING,
                        "../../x"),
                wrong("POST", "../mlflow-artifacts/mpu/abort/a", "{'path': 'a', 'upload_id': 'x'}", 404, MISSING, "x"));
    }

    @ParameterizedTest
    @MethodSource("wrongRequests")
    void wrongRequestIsRefused(String method, String path, String body, int status, String code, String named) {
        HttpResponse<String> response = send(method, path, filled(body));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject error = new JsonObject(response.body());
        assertThat(error.getString("error_code")).contains(code);
        assertThat(error.getString("message")).contains(named);
    }

    /** Every text field in turn: a number, a list, an object, a text without end, control characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "registered-models/create",
                "registered-models/rename",
                "registered-models/set-tag",
                "registered-models/alias",
                "registered-models/get-latest-versions",
                "model-versions/create",
                "model-versions/transition-stage",
                "model-versions/set-tag",
                "runs/log-inputs",
                "runs/log-model",
                "experiments/search-datasets"
            })
    void fieldsOfWrongTypesAreNeverTheServersFault(String path) {
        for (String field : Arrays.asList(
                "name",
                "new_name",
                "key",
                "value",
                "alias",
                "version",
                "stage",
                "source",
                "run_id",
                "datasets",
                "tags",
                "experiment_ids",
                "model_json",
                "stages")) {
            for (Object value :
                    Arrays.asList(1, -1.5e308, true, new JsonObject().put("a", 1), ENDLESS, "\u0000", "..")) {
                JsonObject body =
                        new JsonObject().put("name", "net").put("run_id", run).put(field, value);
                HttpResponse<String> response = client.post(path, body);
                assertThat(response.statusCode())
                        .as("%s: %s = %s", path, field, value)
                        .isLessThan(500)
                        .isNotEqualTo(429);
            }
        }
    }

    private static HttpResponse<String> send(String method, String path, String body) {
        if (path.startsWith("../")) {
            return client.postAbsolute("/api/2.0/" + path.substring(3), body);
        }
        return switch (method) {
            case "GET" -> client.get(filled(path));
            case "POST" -> client.post(path, body);
            default -> client.send(method, path, body);
        };
    }

    private static String filled(String text) {
        return text.replace("RUNS", "run_id=" + String.join("&run_id=", java.util.Collections.nCopies(101, run)))
                .replace("RUN", run)
                .replace("GONE", deletedRun);
    }
}
