package dev.regatta.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.kafka.KafkaPublisher;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Versioned;
import dev.regatta.protocol.codec.NewerVersionException;
import dev.regatta.protocol.command.KeyedCommand;
import dev.regatta.protocol.command.PauseStudy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator of an older version and one of this beside each other, over one PostgreSQL. */
@Timeout(120)
class RollingUpgradeTest {

    /** Of so many studies some are decided by each of the two. */
    private static final List<String> STUDIES =
            IntStream.range(0, 8).mapToObj(i -> "upgraded-" + i).toList();

    private static String study(String name) {
        return """
                name: %s
                trials: 2
                concurrency: 1
                workload: external
                objective: {metric: value, direction: maximize}
                parameters:
                  x: {type: float, low: 0.01, high: 0.1}
                """.formatted(name);
    }

    private static JsonNode read(ApiClient where, String name) {
        return where.get("/api/v1/studies/" + name).json();
    }

    @Test
    void anOlderCoordinatorIsServedAsLongAsCanBeAndThenStandsAside(@TempDir Path directory) throws Exception {
        try (SharedParts parts = new SharedParts(directory);
                CoordinatorServer older = CoordinatorServer.start(parts.config(parts.enter()), Versioned.FIRST);
                CoordinatorServer newer = CoordinatorServer.start(parts.config(parts.enter()))) {
            ApiClient one = new ApiClient(older.port());
            ApiClient other = new ApiClient(newer.port());
            for (String name : STUDIES) {
                assertThat(one.post("/api/v1/studies", study(name)).status()).isEqualTo(201);
            }
            whatTheOlderOneCannotDecideIsRefusedWhileItRuns(one, other);
            whatComesNeverthelessIsLeftToTheNewerOne(parts, older, other);
            assertThatThrownBy(() -> CoordinatorServer.start(parts.config(0), Versioned.FIRST))
                    .isInstanceOf(NewerVersionException.class)
                    .hasMessageContaining("of the journal is of version 2, must be ≤ 1");
        }
    }

    private static void whatTheOlderOneCannotDecideIsRefusedWhileItRuns(ApiClient one, ApiClient other) {
        for (String name : STUDIES) {
            String pause = "/api/v1/studies/" + name + "/pause";
            ApiClient.Answer refused = other.post(pause, "", "Idempotency-Key", "wish");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().path("code").asText()).as(refused.text()).isEqualTo("older_coordinator");
            assertThat(other.post(pause, "").status()).isEqualTo(200);
            assertThat(one.post("/api/v1/studies/" + name + "/resume", "").status())
                    .isEqualTo(200);
        }
    }

    /** As when it was sent before the older one joined. */
    private static void whatComesNeverthelessIsLeftToTheNewerOne(
            SharedParts parts, CoordinatorServer older, ApiClient other) throws Exception {
        try (KafkaPublisher publisher = new KafkaPublisher(parts.kafka())) {
            for (String name : STUDIES) {
                StudyId study = new StudyId(name);
                publisher
                        .send(new KeyedCommand("late", new PauseStudy("request", study, "by a newer coordinator")))
                        .get(20, TimeUnit.SECONDS);
            }
        }
        assertThat(older.outdated().get(20, TimeUnit.SECONDS)).hasMessageContaining("version 2");
        older.close();
        for (String name : STUDIES) {
            List<JsonNode> journal = other.events(
                    "/api/v1/events?study=" + name + "&after=0",
                    entry -> entry.path("event").path("type").asText().equals("RequestCompleted"));
            assertThat(journal).isNotEmpty();
            assertThat(other.post("/api/v1/studies/" + name + "/resume", "", "Idempotency-Key", "again")
                            .status())
                    .isEqualTo(200);
            assertThat(read(other, name).path("state").asText()).isEqualTo("RUNNING");
        }
    }
}
