package dev.regatta.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final StudyId STUDY = new StudyId("tiny");
    private static final AttemptId ATTEMPT = new AttemptId(new TrialId(STUDY, 0), 1);

    private final InFlight inFlight = new InFlight();

    @Test
    void whatLiesInAPoolThatIsGoneIsLost() {
        inFlight.handOut(ATTEMPT, "spot", NOON);
        assertThat(inFlight.lost(Set.of("spot"), NOON, Duration.ofSeconds(60))).isEmpty();
        assertThat(inFlight.lost(Set.of("default"), NOON, Duration.ofSeconds(60)))
                .containsExactly(ATTEMPT);
    }

    @Test
    void anAttemptCountsOnceAndNoMoreOnceItEnded() {
        inFlight.handOut(ATTEMPT, "spot", NOON);
        boolean unused = inFlight.takeBack(ATTEMPT);
        inFlight.start(ATTEMPT, new WorkerId("anna"));
        assertThat(inFlight.byStudy()).containsOnlyKeys(STUDY).containsValue(1);
        inFlight.end(ATTEMPT);
        inFlight.end(ATTEMPT);
        assertThat(inFlight.byStudy()).isEmpty();
    }
}
