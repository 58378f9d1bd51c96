package dev.regatta.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseGuardTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final LeaseGuard guard = new LeaseGuard(Duration.ofSeconds(15), START);

    @Test
    void leaseRunsOutALengthAfterTheLastArrivedHeartbeatWasSent() {
        guard.renewed(START.plusSeconds(10));

        assertThat(guard.expired(START.plusSeconds(25))).isFalse();
        assertThat(guard.expired(START.plusSeconds(26))).isTrue();
    }

    @Test
    void lateNewsOfAnOlderHeartbeatDoesNotShortenIt() {
        guard.renewed(START.plusSeconds(10));
        guard.renewed(START.plusSeconds(5));

        assertThat(guard.expired(START.plusSeconds(24))).isFalse();
    }
}
