package dev.regatta.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.kafka.EmbeddedBroker;
import dev.regatta.coordinator.kafka.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs outside the fleet, over REST against a real coordinator. */
class AskTellTest {

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static CoordinatorServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() throws IOException {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        server = newServer();
        api = new ApiClient(server.port());
    }

    private static CoordinatorServer newServer() throws IOException {
        return CoordinatorServer.start(new ServerConfig(
                "127.0.0.1",
                0,
                directory.resolve("data"),
                broker.bootstrap(),
                FreePorts.next(),
                Optional.empty(),
                Duration.ofSeconds(2)));
    }

    @AfterAll
    static void stop() {
        server.close();
        broker.close();
    }

    private static void create(String name, int trials) {
        ApiClient.Answer created = api.post("/api/v1/studies", """
                name: %s
                trials: %d
                concurrency: 2
                workload: external
                objective: {metric: loss, direction: minimize}
                parameters:
                  x: {type: float, low: -1, high: 1}
                """.formatted(name, trials));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
    }

    private static ApiClient.Answer call(String study, String path, String body) {
        return api.post("/api/v1/studies/" + study + "/trials" + path, body);
    }

    private static JsonNode ask(String study, String key) {
        ApiClient.Answer answer = call(study, ":ask", "{\"worker\": \"me\", \"request_key\": \"" + key + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void whatAUserChangesIsHeldToTheRulesOfTheStudysFileAndShownAsItThenIs() {
        create("changed", 2);
        String study = "/api/v1/studies/changed";
        assertError(
                api.post(study + "/extend", "{\"budget\": {\"wall_hours\": -1}}"),
                "budget.wall_hours",
                "wall_hours is -1.0, must be ≥ 0.0");
        assertError(api.post(study + "/enqueue", "{\"x\": \"hi\"}"), "x", "x is \"hi\", must be a number");
        assertThat(api.post("/api/v1/studies/none/extend", "{\"trials\": 3}").status())
                .isEqualTo(404);

        JsonNode extended = api.post(study + "/extend", "{\"trials\": 3, \"budget\": {\"no_improvement\": 9}}")
                .json();
        assertThat(extended.path("trials").path("budget").asInt()).isEqualTo(3);
        assertThat(extended.path("spec").path("budget").path("no_improvement").asInt())
                .isEqualTo(9);
        assertThat(api.post(study + "/enqueue", "{\"x\": 0.25}").status()).isEqualTo(200);
        assertThat(ask("changed", "first").path("parameters").path("x").asDouble())
                .isEqualTo(0.25);
    }

    private static void assertError(ApiClient.Answer answer, String path, String message) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        JsonNode error = answer.json().path("errors").path(0);
        assertThat(error.path("path").asText()).isEqualTo(path);
        assertThat(error.path("message").asText()).isEqualTo(message);
    }

    @Test
    void aStudyRunsFromAskToTellToItsEnd() {
        create("whole", 2);
        for (int trial = 0; trial < 2; trial++) {
            JsonNode asked = ask("whole", "key-" + trial);
            assertThat(asked.path("result").asText()).isEqualTo("TRIAL");
            assertThat(asked.path("trial").asInt()).isEqualTo(trial);
            assertThat(asked.path("lease_seconds").asInt()).isEqualTo(2);
            double x = asked.path("parameters").path("x").asDouble();
            assertThat(x).isBetween(-1.0, 1.0);
            String one = "{\"lease_epoch\": 1, \"step\": 1, \"values\": {\"loss\": 2.5}}";
            assertThat(call("whole", "/" + trial + ":report", one)
                            .json()
                            .path("directive")
                            .asText())
                    .isEqualTo("CONTINUE");
            String more = "{\"lease_epoch\": 1, \"reports\": [{\"step\": 2, \"values\": {\"loss\": 2}},"
                    + " {\"step\": 3, \"values\": {\"loss\": \"NaN\"}}]}";
            assertThat(call("whole", "/" + trial + ":report", more).status()).isEqualTo(200);
            assertThat(call("whole", "/" + trial + ":heartbeat", "{\"lease_epoch\": 1}")
                            .json()
                            .path("lease_seconds")
                            .asInt())
                    .isEqualTo(2);
            String end = "{\"lease_epoch\": 1, \"state\": \"COMPLETED\", \"value\": " + trial + "}";
            JsonNode told = call("whole", "/" + trial + ":tell", end).json();
            assertThat(told.path("state").asText()).isEqualTo("COMPLETED");
            assertThat(call("whole", "/" + trial + ":tell", end).json()).isEqualTo(told);
        }
        JsonNode study = api.get("/api/v1/studies/whole").json();
        assertThat(study.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(study.path("best").path("trial").asInt()).isZero();
        assertThat(api.get("/api/v1/studies/whole/reports").json().path("reports"))
                .hasSize(6);
        ApiClient.Answer late = call("whole", ":ask", "");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("code").asText()).isEqualTo("study_ended");
    }

    /** An answer is read from the log some trials at a time: more of them than fit into two pieces. */
    @Test
    void reportsOfManyTrialsAreAllInOneAnswer() {
        int trials = 40;
        create("many", trials);
        for (int trial = 0; trial < trials; trial++) {
            ask("many", "many-" + trial);
            String one = "{\"lease_epoch\": 1, \"step\": 1, \"values\": {\"loss\": " + trial + "}}";
            assertThat(call("many", "/" + trial + ":report", one).status()).isEqualTo(200);
            String end = "{\"lease_epoch\": 1, \"state\": \"COMPLETED\", \"value\": " + trial + "}";
            assertThat(call("many", "/" + trial + ":tell", end).status()).isEqualTo(200);
        }

        assertThat(api.get("/api/v1/studies/many/reports").json().path("reports"))
                .extracting(report -> report.path("trial").asInt())
                .containsExactlyElementsOf(IntStream.range(0, trials).boxed().toList());
    }

    @Test
    void aSilentProgramsTrialGoesToTheNextWhoAsksAndItsLateTellIsRefused() {
        create("silent", 1);
        assertThat(ask("silent", "a").path("attempt").asInt()).isEqualTo(1);
        assertThat(ask("silent", "b").path("result").asText()).isEqualTo("WAIT");
        api.events(
                "/api/v1/events?study=silent&after=0",
                entry -> entry.path("event").path("type").asText().equals("LeaseExpired"));
        JsonNode again = ask("silent", "b");
        assertThat(again.path("trial").asInt()).isZero();
        assertThat(again.path("attempt").asInt()).isEqualTo(2);
        ApiClient.Answer late =
                call("silent", "/0:tell", "{\"lease_epoch\": 1, \"state\": \"COMPLETED\", \"value\": 9}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("code").asText()).isEqualTo("lease_lost");
        assertThat(call("silent", "/0:heartbeat", "{\"lease_epoch\": 1}").status())
                .isEqualTo(409);
        assertThat(call("silent", "/0:tell", "{\"lease_epoch\": 2, \"state\": \"COMPLETED\", \"value\": 1}")
                        .json()
                        .path("value")
                        .asDouble())
                .isEqualTo(1);
    }

    @Test
    void theSameKeyGetsTheSameTrialAlsoAfterARestart() throws IOException {
        create("restart", 2);
        JsonNode first = ask("restart", "only");
        server.close();
        server = newServer();
        api = new ApiClient(server.port());
        assertThat(ask("restart", "only")).isEqualTo(first);
        assertThat(api.get("/api/v1/studies/restart/trials").json().path("trials"))
                .hasSize(1);
    }

    @Test
    void whatCannotBeIsRefusedWithItsReason() {
        create("bounds", 1);
        ask("bounds", "a");
        assertThat(call("none", ":ask", "").status()).isEqualTo(404);
        assertThat(call("No", ":ask", "").status()).isEqualTo(404);
        assertThat(call("bounds", "/7:tell", "{\"lease_epoch\": 1, \"state\": \"YIELDED\"}")
                        .status())
                .isEqualTo(404);
        for (String body : new String[] {
            "{",
            "{}",
            "{\"lease_epoch\": 1}",
            "{\"lease_epoch\": 1, \"step\": 0, \"values\": {\"loss\": 1}}",
            "{\"lease_epoch\": 1, \"step\": 1, \"values\": {\"loss\": null}}",
            "{\"lease_epoch\": 1, \"reports\": []}",
            "{\"lease_epoch\": 1, \"reports\": [null]}",
            "{\"lease_epoch\": 1, \"reports\": [{\"step\": 1}]}"
        }) {
            ApiClient.Answer answer = call("bounds", "/0:report", body);
            assertThat(answer.status()).as(body + answer.text()).isEqualTo(400);
        }
        ApiClient.Answer noValue = call("bounds", "/0:tell", "{\"lease_epoch\": 1, \"state\": \"COMPLETED\"}");
        assertThat(noValue.status()).isEqualTo(400);
        assertThat(noValue.json().path("message").asText()).contains("values.loss");
        assertThat(call("bounds", ":ask", "{\"request_key\": \"\"}").status()).isEqualTo(400);
        assertThat(call("bounds", ":ask", "{\"labels\": {\"a\": null}}").status())
                .isEqualTo(400);
    }
}
