package dev.regatta.coordinator.runtime;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.BERT;
import static dev.regatta.coordinator.study.Studies.NOON;
import static dev.regatta.coordinator.study.Studies.attempt;
import static dev.regatta.coordinator.study.Studies.create;
import static dev.regatta.coordinator.study.Studies.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.study.LiveStudy;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.fleet.RunningAttempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseTableTest {

    private final LeaseTable leases =
            new LeaseTable(Duration.ofSeconds(15), Duration.ofSeconds(2), Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void aLeaseIsDueOnceItsWorkerWasSilentForItsLength() {
        commit(new LeaseGranted(attempt(0, 1), 1, ANNA));
        assertThat(leases.due(after(15))).isEmpty();
        assertThat(leases.renew(running(1), after(15))).isTrue();
        assertThat(leases.due(after(30))).isEmpty();
        assertThat(leases.due(after(31))).singleElement().satisfies(due -> {
            assertThat(due.attempt()).isEqualTo(attempt(0, 1));
            assertThat(due.leaseEpoch()).isEqualTo(1);
            assertThat(due.reason()).contains("anna").contains("15 s");
        });
    }

    @Test
    void aLeaseThatACoordinatorWithAnotherClockGrantedCountsByTheOwnClock() {
        commit(NOON.plusSeconds(3600), new LeaseGranted(attempt(0, 1), 1, ANNA));
        commit(NOON.minusSeconds(3600), new LeaseGranted(attempt(1, 1), 1, BERT));
        assertThat(leases.due(after(15))).isEmpty();
        assertThat(leases.due(after(16))).hasSize(2);
    }

    @Test
    void aHeartbeatUnderAnotherLeaseRenewsNothing() {
        commit(new LeaseGranted(attempt(0, 1), 2, ANNA));
        assertThat(leases.renew(running(1), after(10))).isFalse();
        assertThat(leases.due(after(16))).hasSize(1);
    }

    @Test
    void aWorkerWhoseConnectionBrokeHasTwoSecondsToComeBack() {
        commit(new LeaseGranted(attempt(0, 1), 1, ANNA));
        leases.lost(BERT, after(1));
        assertThat(leases.due(after(4))).isEmpty();
        leases.lost(ANNA, after(4));
        assertThat(leases.due(after(5))).isEmpty();
        assertThat(leases.due(after(7))).hasSize(1);
        leases.renew(running(1), after(7));
        assertThat(leases.due(after(8))).isEmpty();
    }

    @Test
    void anEndedAttemptHasNoLease() {
        commit(new LeaseGranted(attempt(0, 1), 1, ANNA));
        commit(new AttemptYielded(header(0, 1, 1, 1, ANNA), "SIGTERM"));
        assertThat(leases.due(after(99))).isEmpty();
    }

    @Test
    void afterARestartEveryLeaseCountsFromTheStart() {
        LiveStudy live = new LiveStudy().tell(create(2, 2)).claim(0, 1, ANNA);
        leases.restart(List.of(live.study()), after(1000));
        assertThat(leases.due(after(1010))).isEmpty();
        assertThat(leases.due(after(1016))).hasSize(1);
    }

    private void commit(Event event) {
        commit(NOON, event);
    }

    private void commit(Instant at, Event event) {
        leases.committed(List.of(new JournalEntry(1, at, event)));
    }

    private static Instant after(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    private static RunningAttempt running(long leaseEpoch) {
        return new RunningAttempt(attempt(0, 1), leaseEpoch, "training", 0, 3, 1, 30, 4.0);
    }
}
