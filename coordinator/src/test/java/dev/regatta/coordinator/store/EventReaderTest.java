package dev.regatta.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.event.TrialSuggested;
import dev.regatta.protocol.study.Parameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final TrialId TRIAL = TrialId.parse("a-study/12");
    private static final AttemptId ATTEMPT = new AttemptId(TRIAL, 3);
    private static final FactHeader HEADER = new FactHeader(ATTEMPT, 7, Long.MAX_VALUE, new WorkerId("wörker \"1\""));

    private final EventReader reader = new EventReader();

    static List<Event> events() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("x", 1.5e-300);
        values.put("whole", 3.0);
        values.put("n", Long.MIN_VALUE);
        values.put("flag", true);
        values.put("off", false);
        values.put("text", "a \"quoted\" \\ text\n");
        List<Event> events = new ArrayList<>();
        events.add(new TrialSuggested(TRIAL, new Parameters(values), 5, TrialSource.ENQUEUED, "tpe:3"));
        for (Optional<TrialSuggested.Copy> copied : List.of(
                Optional.<TrialSuggested.Copy>empty(), Optional.of(new TrialSuggested.Copy(1, Optional.empty())))) {
            events.add(new TrialSuggested(
                    TRIAL,
                    Parameters.NONE,
                    -1,
                    TrialSource.SAMPLED,
                    "random:2",
                    Optional.of(new TrialSuggested.Origin(9, "splittable")),
                    copied));
        }
        events.add(new AttemptQueued(ATTEMPT, ""));
        events.add(new LeaseGranted(ATTEMPT, 2, new WorkerId("w")));
        events.add(new LeaseGranted(ATTEMPT, 2, new WorkerId("w"), Optional.of(new LeaseGranted.Ask("k", Map.of()))));
        events.add(new LeaseGranted(
                ATTEMPT, 2, new WorkerId("w"), Optional.of(new LeaseGranted.Ask("k", Map.of("host", "h")))));
        events.add(new EpochReported(HEADER, 1, 10, Map.of("loss", 0.25, "rate", 1.0)));
        events.add(new EpochReported(HEADER, 1, 10, Map.of("loss", Double.NaN, "rate", Double.NEGATIVE_INFINITY)));
        events.add(new EpochReported(HEADER, 1, 10, Map.of()));
        events.add(new AttemptCompleted(HEADER, Map.of("value", 1e22), "00ff"));
        events.add(new TrialCompleted(TRIAL, -0.0));
        events.add(new TrialCompleted(TRIAL, Double.NaN));
        events.add(new AttemptYielded(HEADER, "asked"));
        return events;
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsReadAsTheGeneralMappingReadsIt(Event event) {
        assertThat(reader.read(Json.text(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"TrialCompleted\",\"trial\":\"s/1\",\"value\":1,\"later\":{\"a\":[1]}}",
                "{\"type\":\"TrialCompleted\",\"value\":1,\"trial\":\"s/1\"}",
                "{\"value\":1,\"type\":\"TrialCompleted\",\"trial\":\"s/1\"}",
                " {\"type\":\"TrialCompleted\",\"trial\":\"s/001\",\"value\":1e3} "
            })
    void formsOfOtherVersionsAreReadAsTheGeneralMappingReadsThem(String text) {
        assertThat(reader.read(text)).isEqualTo(Json.read(text, Event.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"type\":null}",
                "{\"type\":\"AttemptQueued\",\"attempt\":\"s/1/1\"}",
                "{\"type\":\"TrialCompleted\",\"trial\":\"s/1\",\"value\":",
                "{\"type\":\"TrialCompleted\",\"trial\":\"S/1\",\"value\":1}",
                "{\"type\":\"TrialCompleted\",\"trial\":\"s/x\",\"value\":1}",
                "{\"type\":\"TrialCompleted\",\"trial\":\"s/1\",\"value\":1} x",
                "{\"type\":\"AttemptQueued\",\"attempt\":\"s/1/0\",\"reason\":\"\"}"
            })
    void whatIsNoEventIsRefusedAsTheGeneralMappingRefusesIt(String text) {
        assertThatThrownBy(() -> Json.read(text, Event.class)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> reader.read(text)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-28T19:01:02Z",
                "2026-11-28T19:01:02.003Z",
                "2028-02-29T23:59:59.999Z",
                "1969-12-31T23:59:59.999Z",
                "2026-11-28T19:01:02.000003Z",
                "2026-11-28T24:00:00Z",
                "2026-11-28T20:01:02+01:00"
            })
    void timesAreReadAsTheyAreWritten(String text) {
        assertThat(Times.parse(text)).isEqualTo(Instant.parse(text));
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Times.parse("2026-13-28T19:01:02Z")).isInstanceOf(java.time.DateTimeException.class);
        assertThatThrownBy(() -> Times.parse("2026-11-28 19:01:02Z")).isInstanceOf(java.time.DateTimeException.class);
    }
}
