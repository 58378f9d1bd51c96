package dev.regatta.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.runtime.Commit;
import dev.regatta.coordinator.runtime.InMemoryEventLog;
import dev.regatta.coordinator.study.Programs;
import dev.regatta.coordinator.study.Studies;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.StudyPaused;
import dev.regatta.protocol.event.StudyResumed;
import dev.regatta.protocol.event.TrialPruned;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalRoutesTest {
    private final InMemoryEventLog log = new InMemoryEventLog();
    private RoutesServer server;

    @BeforeEach
    void serve() throws Exception {
        Programs programs = new Programs(
                new CreateStudy("request-1", Studies.ID, Studies.external(3, 1).spec()));
        server = new RoutesServer(
                new JournalRoutes(Map.of(Studies.ID, programs.live().study()), log)::mount);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return server.get("/api/v1/studies/" + path);
    }

    @Test
    void whatWasAskedOfAStudyIsToldTheNewestFirst() throws Exception {
        commit(
                new StudyPaused(Studies.ID, "for the night"),
                new TrialPruned(new TrialId(Studies.ID, 0), "told apart from its study"),
                new StudyResumed(Studies.ID));

        JsonNode all = Json.read(get("tiny/journal").body(), JsonNode.class).path("entries");
        assertThat(all)
                .extracting(entry -> entry.path("event").path("type").asText())
                .containsExactly("StudyResumed", "StudyPaused");
        assertThat(all.get(1).path("event").path("reason").asText()).isEqualTo("for the night");
        assertThat(all.get(1).path("at").asText()).isEqualTo(Studies.NOON.toString());
        assertThat(Json.read(get("tiny/journal?limit=1").body(), JsonNode.class).path("entries"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "many", "99999999999"})
    void aLimitThatIsNoneIsRefusedByItsBounds(String limit) throws Exception {
        HttpResponse<String> refused = get("tiny/journal?limit=" + limit);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("limit is " + limit + ", must be a number from 1 to 1000");
    }

    @Test
    void aStudyThatThereIsNotIsNamed() throws Exception {
        assertThat(get("nothing/journal").statusCode()).isEqualTo(404);
        assertThat(get("NO/journal").body()).contains("there is no study NO");
    }

    private void commit(Event... events) {
        log.commit(new Commit(
                List.of(),
                Map.of(),
                Stream.of(events)
                        .map(event -> new Commit.Decided(event, Studies.NOON))
                        .toList(),
                List.of()));
    }
}
