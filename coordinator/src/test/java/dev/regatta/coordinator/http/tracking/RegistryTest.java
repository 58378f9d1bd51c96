package dev.regatta.coordinator.http.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registered models, their versions, and data sets, as MLflow's clients ask for them. */
class RegistryTest {

    @TempDir
    static Path folder;

    private static TrackingServer server;
    private static RawClient client;

    private static final AtomicInteger MODELS = new AtomicInteger();

    private String model = "";

    @BeforeAll
    static void start() {
        server = new TrackingServer(folder);
        client = new RawClient(server.uri());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void createModel() {
        model = "model" + MODELS.incrementAndGet();
        post("registered-models/create", "{'name': 'M', 'description': 'd', 'tags': [{'key': 'a', 'value': '1'}]}");
    }

    @Test
    void modelKeepsItsDescriptionAndTags() {
        post("registered-models/set-tag", "{'name': 'M', 'key': 'b', 'value': '2'}");
        send("DELETE", "registered-models/delete-tag", "{'name': 'M', 'key': 'a'}");
        send("PATCH", "registered-models/update", "{'name': 'M', 'description': 'better'}");
        JsonObject found = model();
        assertThat(found.getString("description")).isEqualTo("better");
        assertThat(found.getJsonArray("tags").encode()).isEqualTo("[{\"key\":\"b\",\"value\":\"2\"}]");
        assertThat(client.post("registered-models/create", filled("{'name': 'M'}"))
                        .body())
                .contains("RESOURCE_ALREADY_EXISTS");
    }

    @Test
    void versionsAreCountedAndNeverGivenTwice() {
        assertThat(version("s1")).isEqualTo("1");
        assertThat(version("s2")).isEqualTo("2");
        send("DELETE", "model-versions/delete", "{'name': 'M', 'version': '2'}");
        assertThat(version("s3")).isEqualTo("3");
        JsonArray found =
                get("model-versions/search?filter=" + encoded("name = 'M'")).getJsonArray("model_versions");
        assertThat(found.stream().map(each -> ((JsonObject) each).getString("source")))
                .containsExactlyInAnyOrder("models:/s1", "models:/s3");
    }

    @Test
    void productionTakesThePlaceOfItsPredecessor() {
        version("s1");
        version("s2");
        transition("1", "Production");
        transition("2", "Production");
        assertThat(stage("1")).isEqualTo("Archived");
        assertThat(stage("2")).isEqualTo("Production");
    }

    @Test
    void aliasNamesOneVersionAndGoesWithIt() {
        version("s1");
        version("s2");
        post("registered-models/alias", "{'name': 'M', 'alias': 'best', 'version': '1'}");
        post("registered-models/alias", "{'name': 'M', 'alias': 'best', 'version': '2'}");
        JsonObject named =
                get(filled("registered-models/alias?name=M&alias=best")).getJsonObject("model_version");
        assertThat(named.getString("version")).isEqualTo("2");
        assertThat(named.getJsonArray("aliases")).containsExactly("best");
        send("DELETE", "model-versions/delete", "{'name': 'M', 'version': '2'}");
        assertThat(model().getJsonArray("aliases")).isEmpty();
    }

    @Test
    void renamedModelKeepsItsVersions() {
        version("s1");
        post("registered-models/rename", "{'name': 'M', 'new_name': 'M2'}");
        assertThat(client.get(filled("registered-models/get?name=M")).statusCode())
                .isEqualTo(404);
        assertThat(get(filled("model-versions/get?name=M2&version=1"))
                        .getJsonObject("model_version")
                        .getString("source"))
                .isEqualTo("models:/s1");
        send("DELETE", "registered-models/delete", "{'name': 'M2'}");
        assertThat(client.get(filled("model-versions/get?name=M2&version=1")).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "registered-models/create | {} | 400 | 'name'",
                "registered-models/create | {'name': ' '} | 400 | empty",
                "registered-models/rename | {'name': 'none', 'new_name': 'x'} | 404 | none",
                "registered-models/alias | {'name': 'M', 'alias': 'v1', 'version': '1'} | 400 | v1",
                "registered-models/alias | {'name': 'M', 'alias': 'a', 'version': '7'} | 404 | version=7",
                "registered-models/set-tag | {'name': 'M'} | 400 | 'key'",
                "registered-models/get-latest-versions | {'name': 'M', 'stages': ['Nowhere']} | 400 | Nowhere",
                "model-versions/create | {'name': 'M'} | 400 | 'source'",
                "model-versions/create | {'name': 'none', 'source': 'models:/s'} | 404 | none",
                "model-versions/transition-stage | {'name': 'M', 'version': '9', 'stage': 'None'} | 404 | version=9",
                "model-versions/transition-stage | {'name': 'M', 'version': 'x', 'stage': 'None'} | 400 | x",
                "model-versions/set-tag | {'name': 'M', 'version': '9', 'key': 'k'} | 404 | version=9",
                "registered-models/search | {'filter': 'run_id = 1'} | 400 | run_id",
                "runs/log-inputs | {'run_id': 'nope', 'datasets': []} | 404 | nope",
                "runs/log-inputs | {'run_id': 'R', 'datasets': [{}]} | 400 | 'dataset'",
                "runs/log-inputs | {'run_id': 'R', 'datasets': [{'dataset': {'name': 'n'}}]} | 400 | 'digest'",
                "runs/log-model | {'run_id': 'R', 'model_json': '[]'} | 400 | model_json",
                "experiments/search-datasets | {} | 400 | experiment_id"
            })
    void wrongPostIsRefused(String path, String body, int status, String named) {
        HttpResponse<String> response = client.post(path, filled(body.strip()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(named.strip());
    }

    @Test
    void datasetsOfARunAreToldAndSearchedFor() {
        String run = client.createRun();
        String input = "{'dataset': {'name': 'NAME', 'digest': 'd', 'source_type': 'local', 'source': '/x'},"
                + " 'tags': [{'key': 'mlflow.data.context', 'value': 'training'}]}";
        String body = "{'run_id': '" + run + "', 'datasets': [" + input.replace("NAME", "cifar") + ", "
                + input.replace("NAME", "svhn") + "]}";
        post("runs/log-inputs", body);
        post("runs/log-inputs", body);
        JsonArray told = get("runs/get?run_id=" + run)
                .getJsonObject("run")
                .getJsonObject("inputs")
                .getJsonArray("dataset_inputs");
        assertThat(told.stream()
                        .map(each ->
                                ((JsonObject) each).getJsonObject("dataset").getString("name")))
                .containsExactly("cifar", "svhn");
        assertThat(found("datasets.name = 'svhn' AND datasets.context = 'training'"))
                .containsExactly(run);
        assertThat(found("datasets.name = 'mnist'")).isEmpty();
        JsonArray summaries = new JsonObject(client.post("experiments/search-datasets", "{'experiment_ids': ['0']}")
                        .body())
                .getJsonArray("dataset_summaries");
        assertThat(summaries.encode()).contains("\"name\":\"cifar\"").contains("\"context\":\"training\"");
    }

    @Test
    void loggedModelsAreListedInTheirTag() {
        String run = client.createRun();
        for (String name : List.of("a", "b")) {
            JsonObject body =
                    new JsonObject().put("run_id", run).put("model_json", "{\"artifact_path\": \"" + name + "\"}");
            assertThat(client.post("runs/log-model", body).statusCode()).isEqualTo(200);
        }
        assertThat(client.get("runs/get?run_id=" + run).body())
                .contains("[{\\\"artifact_path\\\":\\\"a\\\"}, {\\\"artifact_path\\\":\\\"b\\\"}]");
    }

    @Test
    void curvesOfManyRunsComeWholeOrThinnedOut() {
        String run = client.createRun();
        StringBuilder metrics = new StringBuilder();
        for (int step = 0; step < 900; step++) {
            metrics.append(step == 0 ? "" : ",")
                    .append("{'key': 'loss', 'value': ")
                    .append(step == 500 ? 1000 : step % 7)
                    .append(", 'timestamp': 1, 'step': ")
                    .append(step)
                    .append('}');
        }
        post("runs/log-batch", "{'run_id': '" + run + "', 'metrics': [" + metrics + "]}");
        String other = client.createRun();
        String ids = "run_id=" + run + "&run_id=" + other;
        assertThat(get("metrics/get-history-bulk?metric_key=loss&" + ids).getJsonArray("metrics"))
                .hasSize(900);
        JsonArray thin = get("metrics/get-history-bulk-interval?metric_key=loss&max_results=50&" + "sampling=min-max&"
                        + ids.replace("run_id", "run_ids"))
                .getJsonArray("metrics");
        assertThat(thin.size()).isBetween(20, 50);
        assertThat(thin.encode())
                .contains("\"value\":1000.0")
                .contains("\"step\":0,")
                .contains("\"step\":899,");
        assertThat(client.get("metrics/get-history-bulk-interval?metric_key=loss&max_results=2501&run_ids=" + run)
                        .statusCode())
                .isEqualTo(400);
    }

    private List<String> found(String filter) {
        JsonArray runs = new JsonObject(client.post(
                                "runs/search",
                                new JsonObject()
                                        .put("experiment_ids", new JsonArray().add("0"))
                                        .put("filter", filter))
                        .body())
                .getJsonArray("runs", new JsonArray());
        return runs.stream()
                .map(run -> ((JsonObject) run).getJsonObject("info").getString("run_id"))
                .toList();
    }

    private String version(String source) {
        return post("model-versions/create", "{'name': 'M', 'source': 'models:/" + source + "'}")
                .getJsonObject("model_version")
                .getString("version");
    }

    private void transition(String version, String stage) {
        post(
                "model-versions/transition-stage",
                "{'name': 'M', 'version': '" + version + "', 'stage': '" + stage
                        + "', 'archive_existing_versions': true}");
    }

    private String stage(String version) {
        return get(filled("model-versions/get?name=M&version=" + version))
                .getJsonObject("model_version")
                .getString("current_stage");
    }

    private JsonObject model() {
        return get(filled("registered-models/get?name=M")).getJsonObject("registered_model");
    }

    private JsonObject post(String path, String body) {
        return answer(client.post(path, filled(body)));
    }

    private void send(String method, String path, String body) {
        answer(client.send(method, path, filled(body)));
    }

    private static JsonObject get(String path) {
        return answer(client.get(path));
    }

    private static JsonObject answer(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private String filled(String text) {
        return text.replace("'M'", "'" + model + "'")
                .replace("'M2'", "'" + model + "2'")
                .replace("name=M&", "name=" + model + "&")
                .replaceAll("name=M$", "name=" + model)
                .replace("name=M2&", "name=" + model + "2&")
                .replace("'R'", "'" + run() + "'");
    }

    private static String run() {
        return client.createRun();
    }

    private String encoded(String text) {
        return java.net.URLEncoder.encode(filled(text), java.nio.charset.StandardCharsets.UTF_8);
    }
}
