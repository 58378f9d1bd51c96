package dev.regatta.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.kafka.EmbeddedBroker;
import dev.regatta.coordinator.kafka.FreePorts;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.control.ControlMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coordinator as its users meet it: real broker, real database, real Hazelcast member, real HTTP. */
class CoordinatorServerTest {

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static EmbeddedBroker otherBroker;
    private static CoordinatorServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        otherBroker = EmbeddedBroker.start(directory.resolve("other-kafka"), 0);
        server = CoordinatorServer.start(config(directory.resolve("data"), Optional.empty()));
        api = new ApiClient(server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
        broker.close();
        otherBroker.close();
    }

    private static ServerConfig config(Path data, Optional<Path> tokenFile) {
        return config(data, 0, tokenFile);
    }

    private static ServerConfig config(Path data, int port, Optional<Path> tokenFile) {
        return config(broker, data, port, tokenFile);
    }

    private static ServerConfig config(EmbeddedBroker of, Path data, int port, Optional<Path> tokenFile) {
        return new ServerConfig(
                "127.0.0.1", port, data, of.bootstrap(), FreePorts.next(), tokenFile, Duration.ofSeconds(2));
    }

    private static String studyFile(String name, int trials) {
        return """
                name: %s
                trials: %d
                concurrency: 1
                parameters:
                  learning_rate: {type: float, low: 0.01, high: 0.1, log: true}
                fixed: {method: deepcluster-v2, preset: small}
                """.formatted(name, trials);
    }

    private static Predicate<JsonNode> type(String type) {
        return entry -> entry.path("event").path("type").asText().equals(type);
    }

    @Test
    void aStudyRunsFromItsFileToItsEnd() {
        assertThat(api.post("/api/v1/studies", studyFile("whole", 2)).status()).isEqualTo(201);
        try (ScriptedWorker worker = new ScriptedWorker(broker.bootstrap(), "whole-worker")) {
            for (int trial = 0; trial < 2; trial++) {
                RunTrial run = worker.takeWork("whole", trial, 1);
                assertThat(run.parameters().values()).containsEntry("method", "deepcluster-v2");
                worker.complete(worker.claim(run.attempt()), 0.5 + trial / 10.0);
            }
        }
        List<JsonNode> events = api.events("/api/v1/events?study=whole&after=0", type("StudyEnded"));
        assertThat(events)
                .extracting(entry -> entry.path("event").path("type").asText())
                .startsWith("StudyCreated", "TrialSuggested", "AttemptQueued", "LeaseGranted", "AttemptStarted")
                .contains("CheckpointSaved", "EpochReported", "AttemptCompleted", "TrialCompleted");

        JsonNode study = api.get("/api/v1/studies/whole").json();
        assertThat(study.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(study.path("best").path("trial").asInt()).isEqualTo(1);
        JsonNode trials = api.get("/api/v1/studies/whole/trials").json().path("trials");
        assertThat(trials).hasSize(2);
        assertThat(trials.get(0).path("value").asDouble()).isEqualTo(0.5);
        assertThat(api.get("/api/v1/studies/whole/trials/1").json()).isEqualTo(trials.get(1));
        JsonNode reports =
                api.get("/api/v1/studies/whole/reports?trial=1").json().path("reports");
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).path("metrics").path("loss").asDouble()).isEqualTo(2.5);
        assertThat(api.get("/api/v1/studies/whole/reports").json().path("reports"))
                .hasSize(2)
                .isEqualTo(api.get("/api/v1/studies/whole/reports?trials=1,0,1")
                        .json()
                        .path("reports"));
        assertThat(api.get("/api/v1/studies/whole/reports?trials=7").json().path("reports"))
                .isEmpty();
        assertThat(api.get("/api/v1/studies/whole/reports?trials=1,x").status()).isEqualTo(400);

        String third = events.get(2).path("position").asText();
        assertThat(api.events("/api/v1/events?study=whole", type("StudyEnded"), "Last-Event-ID", third))
                .isEqualTo(events.subList(3, events.size()));
    }

    @Test
    void aSilentWorkersTrialGoesToAnotherFromItsCheckpoint() {
        api.post("/api/v1/studies", studyFile("silent", 1));
        try (ScriptedWorker silent = new ScriptedWorker(broker.bootstrap(), "silent-worker");
                ScriptedWorker other = new ScriptedWorker(broker.bootstrap(), "other-worker")) {
            ControlMessage.GrantLease lease =
                    silent.claim(silent.takeWork("silent", 0, 1).attempt());
            silent.checkpoint(lease);
            RunTrial again = other.takeWork("silent", 0, 2);
            assertThat(again.checkpoints())
                    .singleElement()
                    .satisfies(checkpoint -> assertThat(checkpoint.step()).isEqualTo(10));
            silent.complete(lease, 0.9); // too late: a zombie
            other.complete(other.claim(again.attempt()), 0.4);
        }
        api.events("/api/v1/events?study=silent&after=0", type("StudyEnded"));
        JsonNode trial = api.get("/api/v1/studies/silent/trials/0").json();
        assertThat(trial.path("value").asDouble()).isEqualTo(0.4);
        assertThat(trial.path("attempts")).hasSize(2);
        assertThat(trial.path("attempts").get(0).path("state").asText()).isEqualTo("EXPIRED");
    }

    @Test
    void anInvalidStudyFileIsAnsweredWithEveryErrorAndCreatesNothing() {
        String file =
                "name: invalid\ntrials: 0\nparameters: {learning_rate: {type: float, low: 2, high: 1}}\ncolour: 1";
        ApiClient.Answer answer = api.post("/api/v1/studies", file);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("invalid_study");
        assertThat(answer.json().path("errors")).hasSizeGreaterThanOrEqualTo(3).allSatisfy(error -> {
            assertThat(error.path("path").asText()).isNotEmpty();
            assertThat(error.path("message").asText()).isNotEmpty();
        });
        assertThat(api.get("/api/v1/studies/invalid").status()).isEqualTo(404);
    }

    @Test
    void aStudyFileCanBeReadWithoutCreatingAnything() {
        ApiClient.Answer answer = api.post("/api/v1/studies?validate_only=true", studyFile("dry", 3));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("name").asText()).isEqualTo("dry");
        assertThat(answer.json().path("retries").asInt()).isEqualTo(2); // a default
        assertThat(api.get("/api/v1/studies/dry").status()).isEqualTo(404);
        assertThat(api.post("/api/v1/studies?validate_only=true", "name: dry").status())
                .isEqualTo(400);
    }

    @Test
    void aSecondStudyOfANameIsRefusedAndAStoppedOneSaysWhy() {
        assertThat(api.post("/api/v1/studies", studyFile("twice", 1)).status()).isEqualTo(201);
        ApiClient.Answer second = api.post("/api/v1/studies", studyFile("twice", 1));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("message").asText()).contains("twice exists already");
        JsonNode stopped = api.post("/api/v1/studies/twice/stop", "{\"reason\": \"enough\"}")
                .json();
        assertThat(stopped.path("state").asText()).isEqualTo("STOPPED");
        assertThat(stopped.path("stop_reason").asText()).isEqualTo("enough");
        assertThat(api.post("/api/v1/studies/twice/stop", "").status()).isEqualTo(409);
        assertThat(api.post("/api/v1/studies/none/stop", "").status()).isEqualTo(404);
        assertThat(api.post("/api/v1/studies/twice/stop", "{").status()).isEqualTo(400);
    }

    @Test
    void aMalformedInboxRecordBecomesADeadLetterAndTheNextIsServed() {
        try (ScriptedWorker worker = new ScriptedWorker(broker.bootstrap(), "vandal")) {
            worker.send("broken", "{\"type\": \"CreateStudy\", \"study\": \"UPPER\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(api.post("/api/v1/studies", studyFile("broken", 1)).status())
                    .isEqualTo(201);
            assertThat(worker.deadLetter("UPPER")).contains("CreateStudy");
        }
    }

    @Test
    void withATokenEveryRouteAsksForIt() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "0123456789abcdef\n");
        try (CoordinatorServer closed =
                CoordinatorServer.start(config(otherBroker, directory.resolve("closed"), 0, Optional.of(token)))) {
            ApiClient client = new ApiClient(closed.port());
            String right = "Bearer 0123456789abcdef";
            for (String path : List.of(
                    "/api/v1/studies",
                    "/api/v1/workers",
                    "/api/v1/events",
                    "/api/2.0/mlflow/experiments/search?max_results=1",
                    "/api/2.0/mlflow-artifacts/artifacts/x",
                    "/health/ready",
                    "/nothing")) {
                assertThat(client.get(path).status()).as(path).isEqualTo(401);
                assertThat(client.get(path, "Authorization", "Bearer wrong").status())
                        .as(path)
                        .isEqualTo(401);
            }
            assertThat(client.get("/api/v1/studies", "Authorization", right).status())
                    .isEqualTo(200);
            assertThat(client.get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void aForeignPageCanNeitherReachNorChangeTheServer() {
        assertThat(api.post("/api/v1/studies", studyFile("foreign", 1), "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(api.get("/api/v1/studies/foreign").status()).isEqualTo(404);
    }

    @Test
    void aTakenPortAndAnUnwritableDirectoryAreNamed() throws IOException {
        ServerConfig taken = config(otherBroker, directory.resolve("taken"), server.port(), Optional.empty());
        assertThatThrownBy(() -> CoordinatorServer.start(taken)).hasMessageContaining("port is " + server.port());
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> CoordinatorServer.start(config(file.resolve("below"), Optional.empty())))
                .hasMessageContaining(file.toString());
    }

    @Test
    void aSecondCoordinatorThatSharesNoDatabaseIsRefused() {
        assertThatThrownBy(() -> CoordinatorServer.start(config(directory.resolve("data"), Optional.empty())))
                .hasMessageContaining(directory.resolve("data/regatta.db").toString())
                .hasMessageContaining("is used by another coordinator")
                .hasMessageContaining("PostgreSQL");
        assertThatThrownBy(() -> CoordinatorServer.start(config(directory.resolve("own"), Optional.empty())))
                .hasMessageContaining("another database");
    }

    @Test
    void theStudySchemaAndTheApisDescriptionArePublished() {
        assertThat(api.get("/api/v1/schema/study").json().path("$schema").asText())
                .contains("json-schema");
        assertThat(api.get("/api/v1/openapi.yaml").text()).startsWith("openapi: 3");
    }
}
