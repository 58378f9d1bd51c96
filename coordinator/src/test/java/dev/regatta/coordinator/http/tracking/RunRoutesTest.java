package dev.regatta.coordinator.http.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs have beyond MLflow's API, over HTTP. */
@Timeout(30)
class RunRoutesTest {

    @TempDir
    static Path folder;

    private static TrackingServer server;
    private static RawClient client;

    @BeforeAll
    static void start() {
        server = new TrackingServer(folder);
        client = new RawClient(server.uri());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void log(String run, int from, int to) {
        JsonArray metrics = new JsonArray();
        for (int step = from; step < to; step++) {
            metrics.add(new JsonObject()
                    .put("key", "loss")
                    .put("value", step)
                    .put("timestamp", step)
                    .put("step", step));
        }
        client.post("runs/log-batch", new JsonObject().put("run_id", run).put("metrics", metrics));
    }

    /** A reader of a run's stream. */
    private static final class Reader implements AutoCloseable {
        private final InputStream body;
        private final BufferedReader lines;
        private final List<Integer> steps = new ArrayList<>();
        private String id = "";

        Reader(String run, Optional<String> lastId) throws IOException, InterruptedException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(server.uri() + "/api/v1/runs/" + run + "/points/stream"));
            lastId.ifPresent(value -> request.header("Last-Event-ID", value));
            body = HttpClient.newHttpClient()
                    .send(request.build(), BodyHandlers.ofInputStream())
                    .body();
            lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            assertThat(next()).isEqualTo("open");
        }

        /** Reads one event and tells its name; steps of points are kept. */
        String next() throws IOException {
            String event = "";
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ") && event.equals("points")) {
                    new JsonArray(line.substring(6))
                            .forEach(point -> steps.add(((JsonObject) point).getInteger("step")));
                } else if (line.isEmpty() && !event.isEmpty()) {
                    return event;
                }
            }
            throw new AssertionError("the stream ended");
        }

        void readUntil(int step) throws IOException {
            while (steps.isEmpty() || steps.get(steps.size() - 1) < step) {
                assertThat(next()).isEqualTo("points");
            }
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    @Test
    void pointsComeAsTheyAreLoggedAndAReaderThatComesBackMissesNone() throws Exception {
        String run = client.createRun();
        String id;
        try (Reader reader = new Reader(run, Optional.empty())) {
            log(run, 0, 10);
            reader.readUntil(9);
            assertThat(reader.steps).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            id = reader.id;
        }
        log(run, 10, 700);
        try (Reader reader = new Reader(run, Optional.of(id))) {
            reader.readUntil(699);
            assertThat(reader.steps).hasSize(690).startsWith(10).doesNotHaveDuplicates();
        }
    }

    @Test
    void readerOfAnotherStartOfTheServerIsToldToReadTheCurvesAgain() throws Exception {
        String run = client.createRun();
        try (Reader reader = new Reader(run, Optional.of("0a1b2c3d-5"))) {
            assertThat(reader.next()).isEqualTo("reset");
            log(run, 0, 3);
            reader.readUntil(2);
            assertThat(reader.steps).containsExactly(0, 1, 2);
        }
    }

    @Test
    void resumeCutsTheCurveAndTellsReaders() throws Exception {
        String run = client.createRun();
        try (Reader reader = new Reader(run, Optional.empty())) {
            log(run, 0, 10);
            reader.readUntil(9);
            HttpResponse<String> resumed = client.postAbsolute("/api/v1/runs/" + run + "/resume", "{'after_step': 4}");
            assertThat(resumed.statusCode()).as(resumed.body()).isEqualTo(200);
            assertThat(new JsonObject(resumed.body()).getString("status")).isEqualTo("RUNNING");
            assertThat(reader.next()).isEqualTo("reset");
        }
        assertThat(new JsonObject(client.get("metrics/get-history?metric_key=loss&run_id=" + run)
                                .body())
                        .getJsonArray("metrics"))
                .hasSize(5);
    }

    @Test
    void heartbeatIsAnsweredWithItsPromise() {
        String run = client.createRun();
        HttpResponse<String> answer =
                client.postAbsolute("/api/v1/runs/" + run + "/heartbeat", "{'timeout_seconds': 30}");
        assertThat(new JsonObject(answer.body()).getInteger("timeout_seconds")).isEqualTo(30);
        assertThat(new JsonObject(client.postAbsolute("/api/v1/runs/" + run + "/heartbeat", "")
                                .body())
                        .getInteger("timeout_seconds"))
                .isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUN/heartbeat | {'timeout_seconds': 1} | 400 | timeout_seconds is 1, must be 5 to 3600",
                "RUN/heartbeat | {'timeout_seconds': 'x'} | 400 | the body",
                "RUN/heartbeat | [ | 400 | the body",
                "nope/heartbeat | {} | 404 | nope",
                "RUN/resume | {} | 400 | after_step",
                "nope/resume | {'after_step': 1} | 404 | nope"
            })
    void wrongRequestIsRefusedByName(String path, String body, int status, String named) {
        HttpResponse<String> answer =
                client.postAbsolute("/api/v1/runs/" + path.replace("RUN", client.createRun()), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("message")).contains(named);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit is 0",
        "limit=x, limit is x",
        "experiment_id=-1, experiment_id is -1",
        "after=zzz, after is"
    })
    void wrongListingIsRefusedByName(String query, String named) {
        HttpResponse<String> answer = client.getAbsolute("/api/v1/runs?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("message")).contains(named);
    }

    @Test
    void listingGoesPageByPage() {
        String experiment = new JsonObject(
                        client.post("experiments/create", "{'name': 'many'}").body())
                .getString("experiment_id");
        for (int i = 0; i < 5; i++) {
            client.post("runs/create", "{'experiment_id': '%s', 'start_time': %d}".formatted(experiment, i));
        }
        List<String> starts = new ArrayList<>();
        String after = "";
        do {
            JsonObject page =
                    new JsonObject(client.getAbsolute("/api/v1/runs?limit=2&experiment_id=" + experiment + after)
                            .body());
            page.getJsonArray("runs").forEach(run -> starts.add(((JsonObject) run).getString("start_time")));
            after = page.containsKey("after") ? "&after=" + page.getString("after") : "";
        } while (!after.isEmpty());

        assertThat(starts)
                .containsExactly(
                        "1970-01-01T00:00:00.004Z",
                        "1970-01-01T00:00:00.003Z",
                        "1970-01-01T00:00:00.002Z",
                        "1970-01-01T00:00:00.001Z",
                        "1970-01-01T00:00:00Z");
    }
}
