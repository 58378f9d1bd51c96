package dev.regatta.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.kafka.EmbeddedBroker;
import dev.regatta.coordinator.kafka.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study exported from one coordinator and imported into others, over REST. */
class StudyTransferTest {

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static EmbeddedBroker otherBroker;
    private static CoordinatorServer server;
    private static CoordinatorServer other;
    private static ApiClient api;
    private static ApiClient there;

    @BeforeAll
    static void start() throws IOException {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        otherBroker = EmbeddedBroker.start(directory.resolve("other-kafka"), 0);
        server = serving(broker, "data");
        other = serving(otherBroker, "other-data");
        api = new ApiClient(server.port());
        there = new ApiClient(other.port());
    }

    private static CoordinatorServer serving(EmbeddedBroker of, String data) throws IOException {
        return CoordinatorServer.start(new ServerConfig(
                "127.0.0.1",
                0,
                directory.resolve(data),
                of.bootstrap(),
                FreePorts.next(),
                Optional.empty(),
                Duration.ofSeconds(30)));
    }

    @AfterAll
    static void stop() {
        server.close();
        other.close();
        broker.close();
        otherBroker.close();
    }

    private static void create(ApiClient where, String name) {
        ApiClient.Answer created = where.post("/api/v1/studies", """
                name: %s
                trials: 20
                concurrency: 3
                workload: external
                objective: {metric: loss, direction: minimize}
                sampler: {type: tpe}
                parameters:
                  x: {type: float, low: -1, high: 1}
                  study: {type: categorical, choices: [one, other]}
                """.formatted(name));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
    }

    private static JsonNode ask(ApiClient where, String study, String key) {
        return where.post("/api/v1/studies/" + study + "/trials:ask", "{\"request_key\": \"" + key + "\"}")
                .json();
    }

    private static ApiClient.Answer tell(ApiClient where, String study, int trial, int lease) {
        return where.post(
                "/api/v1/studies/" + study + "/trials/" + trial + ":tell",
                "{\"lease_epoch\": " + lease + ", \"state\": \"COMPLETED\", \"value\": " + trial * 7 % 5 + "}");
    }

    private static void complete(ApiClient where, String study, int from, int to) {
        for (int trial = from; trial < to; trial++) {
            assertThat(ask(where, study, "key-" + trial).path("trial").asInt()).isEqualTo(trial);
            assertThat(tell(where, study, trial, 1).status()).isEqualTo(200);
        }
    }

    private static String exported(String study) {
        ApiClient.Answer file = api.get("/api/v1/studies/" + study + "/export");
        assertThat(file.status()).isEqualTo(200);
        return file.text();
    }

    private static ApiClient.Answer imported(ApiClient where, String file, String query) {
        return where.post("/api/v1/studies/import" + query, file);
    }

    private static List<String> parameters(ApiClient where, String study) {
        return where.get("/api/v1/studies/" + study + "/trials").json().path("trials").findValues("parameters").stream()
                .map(JsonNode::toString)
                .toList();
    }

    private static void replaysEqual(ApiClient where, String study, int atLeast) {
        JsonNode replay = where.get("/api/v1/studies/" + study + "/replay").json();
        assertThat(replay.has("difference")).as(replay.toString()).isFalse();
        assertThat(replay.path("decisions").asInt()).isGreaterThan(atLeast);
    }

    @Test
    void aStudyGoesOnElsewhereAsItWouldHaveGoneOnHere() {
        create(api, "carried");
        complete(api, "carried", 0, 12);
        String file = exported("carried");
        create(there, "before");
        complete(there, "before", 0, 2);

        ApiClient.Answer taken = imported(there, file, "");

        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
        assertThat(parameters(there, "carried")).isEqualTo(parameters(api, "carried"));
        replaysEqual(there, "carried", 20);
        complete(api, "carried", 12, 20);
        complete(there, "carried", 12, 20);
        assertThat(parameters(there, "carried")).hasSize(20).isEqualTo(parameters(api, "carried"));
        replaysEqual(there, "carried", 40);
        complete(there, "before", 2, 4);
        replaysEqual(there, "before", 4);
        assertThat(imported(there, file, "").status()).isEqualTo(409);
    }

    @Test
    void underAnotherNameItStandsBesideItself() {
        create(api, "one");
        complete(api, "one", 0, 11);

        ApiClient.Answer taken = imported(api, exported("one"), "?name=two");

        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
        assertThat(taken.json().path("study").asText()).isEqualTo("two");
        assertThat(taken.json().path("spec").path("name").asText()).isEqualTo("two");
        replaysEqual(api, "two", 20);
        complete(api, "two", 11, 13);
        replaysEqual(api, "two", 24);
        assertThat(parameters(api, "one"))
                .hasSize(11)
                .isEqualTo(parameters(api, "two").subList(0, 11));
        assertThat(imported(api, exported("one"), "?name=Not/a/name").status()).isEqualTo(400);
    }

    @Test
    void aTrialThatRanIsQueuedAgainAndItsOldLeaseIsOver() throws IOException {
        create(api, "held");
        complete(api, "held", 0, 1);
        assertThat(ask(api, "held", "key-1").path("trial").asInt()).isEqualTo(1);

        assertThat(imported(there, exported("held"), "").status()).isEqualTo(201);

        assertThat(tell(there, "held", 1, 1).json().path("code").asText()).isEqualTo("lease_lost");
        JsonNode again = ask(there, "held", "mine");
        assertThat(again.path("trial").asInt()).isEqualTo(1);
        assertThat(again.path("attempt").asInt()).isEqualTo(2);
        assertThat(tell(there, "held", 1, 2).status()).isEqualTo(200);
        replaysEqual(there, "held", 4);
        assertThat(tell(api, "held", 1, 1).status()).isEqualTo(200);
        List<String> before = parameters(there, "held");
        other.close();
        other = serving(otherBroker, "other-data");
        there = new ApiClient(other.port());
        assertThat(parameters(there, "held")).isEqualTo(before);
        replaysEqual(there, "held", 4);
    }

    @Test
    void aDamagedOrNewerFileIsRefusedWithItsPlace() {
        create(api, "whole");
        complete(api, "whole", 0, 2);
        String file = exported("whole");
        List<String> lines = file.lines().toList();
        assertThat(refusal(file.replaceFirst("\"version\":1", "\"version\":2")))
                .isEqualTo("line 1: version is 2, must be ≤ 1: a newer Regatta wrote it");
        assertThat(refusal(String.join("\n", lines.subList(0, lines.size() - 1))))
                .isEqualTo("line " + lines.size() + ": the file ends here, without its last line: it was cut off");
        assertThat(refusal(String.join("\n", lines.subList(0, 3)) + "\n"
                        + String.join("\n", lines.subList(4, lines.size()))))
                .startsWith("line 4: the event at position ");
        assertThat(refusal(file.replace(lines.get(2), lines.get(2).replace("whole", "Whole"))))
                .startsWith("line 3: the entry is not as it was written");
        assertThat(refusal("")).startsWith("line 1: ");
        assertThat(refusal("{}")).startsWith("line 1: ");
        assertThat(there.get("/api/v1/studies/whole").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/studies/none/export").status()).isEqualTo(404);
    }

    private static String refusal(String file) {
        ApiClient.Answer answer = imported(there, file, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        return answer.json().path("message").asText();
    }
}
