package dev.regatta.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.control.ControlMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two coordinators over one PostgreSQL, as their users meet them. */
class SeveralCoordinatorsTest {

    private static final int STUDIES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path directory;

    private static SharedParts parts;
    private static CoordinatorServer first;
    private static CoordinatorServer second;
    private static ApiClient one;
    private static ApiClient other;

    @BeforeAll
    static void start() throws IOException {
        parts = new SharedParts(directory);
        int number = parts.enter();
        int next = parts.enter();
        first = CoordinatorServer.start(parts.config(number));
        second = CoordinatorServer.start(parts.config(next));
        one = new ApiClient(first.port());
        other = new ApiClient(second.port());
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        parts.close();
    }

    private static String study(String name, String workload) {
        return """
                name: %s
                trials: 2
                concurrency: 1
                workload: %s
                objective: {metric: value, direction: maximize}
                parameters:
                  x: {type: float, low: 0.01, high: 0.1}
                """.formatted(name, workload);
    }

    private static Predicate<JsonNode> type(String type) {
        return entry -> entry.path("event").path("type").asText().equals(type);
    }

    private static void create(ApiClient where, String name) {
        ApiClient.Answer created = where.post("/api/v1/studies", study(name, "external"));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
    }

    /** Of so many studies some are decided by each of the two. */
    @Test
    void aProgramIsServedByEitherWhoeverDecides() {
        List<String> names =
                IntStream.range(0, STUDIES).mapToObj(i -> "either-" + i).toList();
        names.forEach(name -> create(one, name));
        for (String name : names) {
            assertThat(other.post("/api/v1/studies", study(name, "external")).status())
                    .isEqualTo(409);
            for (int trial = 0; trial < 2; trial++) {
                ApiClient asked = trial == 0 ? one : other;
                ApiClient told = trial == 0 ? other : one;
                JsonNode lease = asked.post("/api/v1/studies/" + name + "/trials:ask", "{\"worker\": \"program\"}")
                        .json();
                assertThat(lease.path("result").asText()).as(lease.toString()).isEqualToIgnoringCase("trial");
                ApiClient.Answer answer = told.post(
                        "/api/v1/studies/" + name + "/trials/"
                                + lease.path("trial").asInt() + ":tell",
                        "{\"lease_epoch\": " + lease.path("lease_epoch")
                                + ", \"state\": \"COMPLETED\", \"value\": 0.5}");
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            }
            assertThat(one.events("/api/v1/events?study=" + name + "&after=0", type("StudyEnded")))
                    .isEqualTo(other.events("/api/v1/events?study=" + name + "&after=0", type("StudyEnded")));
        }
        Instant end = Instant.now().plus(PATIENCE);
        while (completed(other) < STUDIES && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(10_000_000); // its reads follow the journal, which the streams show at once
        }
        assertThat(completed(other)).isEqualTo(STUDIES);
    }

    private static long completed(ApiClient where) {
        return StreamSupport.stream(
                        where.get("/api/v1/studies").json().path("studies").spliterator(), false)
                .filter(study -> study.path("study").asText().startsWith("either"))
                .filter(study -> study.path("state").asText().equals("COMPLETED"))
                .count();
    }

    @Test
    void aSilentWorkersTrialIsTakenBackByWhoeverOwnsItsStudy() {
        for (String name : List.of("silent-a", "silent-b", "silent-c", "silent-d")) {
            create(other, name);
            JsonNode lease = one.post("/api/v1/studies/" + name + "/trials:ask", "{\"worker\": \"silent\"}")
                    .json();
            assertThat(lease.path("lease_epoch").asInt()).isEqualTo(1);
        }
        for (String name : List.of("silent-a", "silent-b", "silent-c", "silent-d")) {
            assertThat(one.events("/api/v1/events?study=" + name + "&after=0", type("LeaseExpired")).stream()
                            .filter(type("LeaseExpired")))
                    .hasSize(1);
        }
    }

    @Test
    void whatOneCoordinatorLeavesTheOtherGoesOnWith() throws IOException {
        List<String> names = IntStream.range(0, 4).mapToObj(i -> "left-" + i).toList();
        CoordinatorServer third = CoordinatorServer.start(parts.config(parts.enter()));
        ApiClient leaving = new ApiClient(third.port());
        names.forEach(name -> create(leaving, name));
        Map<String, JsonNode> leases = new HashMap<>();
        names.forEach(name -> leases.put(
                name,
                leaving.post("/api/v1/studies/" + name + "/trials:ask", "{\"worker\": \"program\"}")
                        .json()));

        third.close();

        names.forEach(name -> assertThat(other.post(
                                "/api/v1/studies/" + name + "/trials/0:tell",
                                "{\"lease_epoch\": "
                                        + Objects.requireNonNull(leases.get(name))
                                                .path("lease_epoch") + ", \"state\": \"COMPLETED\", \"value\": 0.5}")
                        .status())
                .isEqualTo(200));
    }

    @Test
    void workIsHandedOutForTheStudiesOfBoth() {
        try (ScriptedWorker worker = new ScriptedWorker(parts.kafka(), "busy-worker")) {
            for (String name : List.of("busy-a", "busy-b", "busy-c", "busy-d")) {
                assertThat(one.post("/api/v1/studies", """
                        name: %s
                        trials: 1
                        concurrency: 1
                        parameters:
                          learning_rate: {type: float, low: 0.01, high: 0.1, log: true}
                        fixed: {method: deepcluster-v2, preset: small}
                        """.formatted(name)).status())
                        .isEqualTo(201);
                ControlMessage.GrantLease lease =
                        worker.claim(worker.takeWork(name, 0, 1).attempt());
                worker.complete(lease, 0.5);
                other.events("/api/v1/events?study=" + name + "&after=0", type("StudyEnded"));
            }
        }
    }

    @Test
    void coordinatorsThatCannotBelongTogetherAreRefused() {
        assertThatThrownBy(() -> CoordinatorServer.start(parts.config(0, "of-its-own", parts.members())))
                .hasMessageContaining(directory.resolve("of-its-own").toString())
                .hasMessageContaining("share");
        assertThatThrownBy(() -> CoordinatorServer.start(parts.config(0, "shared", List.of())))
                .hasMessageContaining("hazelcast-members is empty")
                .hasMessageContaining("coordinator-1");
    }
}
