package dev.regatta.coordinator.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.coordinator.tracking.model.RunStatus;
import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.model.TrackingException;
import dev.regatta.protocol.TrialId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRunsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Instant now = Instant.ofEpochSecond(1_000);
    private final TrackingStore store = new InMemoryTrackingStore();
    private final RunService runs = new RunService(store, () -> now, UUID::randomUUID);
    private LiveRuns live = live();
    private final String run = create(List.of());

    private LiveRuns live() {
        return new LiveRuns(runs, new ExperimentService(store, () -> now), () -> now);
    }

    private String create(List<Tag> tags) {
        return runs.create(new NewRun(0, Optional.empty(), "anna", OptionalLong.empty(), tags))
                .info()
                .runId();
    }

    private void pass(Duration time) {
        now = now.plus(time);
        live.endSilent();
    }

    private RunStatus status() {
        return runs.info(run).status();
    }

    @Test
    void runWhoseClientFallsSilentEndsAsFailedWithTheReason() {
        live.heartbeat(run, MINUTE);
        pass(MINUTE);
        assertThat(status()).isEqualTo(RunStatus.RUNNING);

        pass(Duration.ofSeconds(1));

        assertThat(status()).isEqualTo(RunStatus.FAILED);
        assertThat(runs.get(run).tags()).containsEntry(Tag.END_REASON, "no heartbeat for 60 s");
        assertThat(runs.info(run).endTimeMs()).hasValue(now.toEpochMilli());
    }

    @Test
    void runThatSendsNoHeartbeatsIsLeftAlone() {
        pass(Duration.ofDays(30));

        assertThat(status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void heartbeatsKeepARunAlive() {
        for (int i = 0; i < 10; i++) {
            live.heartbeat(run, MINUTE);
            pass(Duration.ofSeconds(59));
        }
        assertThat(status()).isEqualTo(RunStatus.RUNNING);
    }

    private LiveRuns shared() {
        return new LiveRuns(runs, new ExperimentService(store, () -> now), () -> now, true);
    }

    @Test
    void runThatAnotherServerHearsOfIsNotEnded() {
        LiveRuns hearing = shared();
        hearing.heartbeat(run, MINUTE);
        LiveRuns restarted = shared();
        restarted.restart();
        for (int i = 0; i < 10; i++) {
            now = now.plusSeconds(20);
            hearing.heartbeat(run, MINUTE);
            restarted.endSilent();
            hearing.endSilent();
        }
        assertThat(status()).isEqualTo(RunStatus.RUNNING);

        now = now.plusSeconds(61);
        restarted.endSilent();
        now = now.plusSeconds(61);
        restarted.endSilent();
        assertThat(status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void runWhoseClientWentToAnotherServerIsNotEndedByTheFirst() {
        LiveRuns first = shared();
        LiveRuns second = shared();
        first.heartbeat(run, MINUTE);
        for (int i = 0; i < 10; i++) {
            now = now.plusSeconds(30);
            second.heartbeat(run, MINUTE);
            first.endSilent();
        }
        assertThat(status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void runThatItsClientEndedStaysAsItEnded() {
        live.heartbeat(run, MINUTE);
        runs.update(run, new RunChange(Optional.of(RunStatus.FINISHED), OptionalLong.of(7), Optional.empty()));

        pass(Duration.ofHours(1));

        assertThat(status()).isEqualTo(RunStatus.FINISHED);
        assertThat(runs.get(run).tags()).doesNotContainKey(Tag.END_REASON);
    }

    @Test
    void afterARestartEveryRunCountsFromTheStart() {
        live.heartbeat(run, MINUTE);
        now = now.plus(Duration.ofHours(5));
        live = live();
        live.restart();
        pass(MINUTE);
        assertThat(status()).isEqualTo(RunStatus.RUNNING);

        pass(Duration.ofSeconds(1));

        assertThat(status()).isEqualTo(RunStatus.FAILED);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4, 3601, -1})
    void timeoutOutOfBoundsIsRefusedWithTheBounds(long seconds) {
        assertThatThrownBy(() -> live.heartbeat(run, Duration.ofSeconds(seconds)))
                .isInstanceOf(TrackingException.class)
                .hasMessageContaining("timeout_seconds is " + seconds + ", must be 5 to 3600");
    }

    @Test
    void heartbeatOfARunThatEndedIsRefused() {
        runs.update(run, new RunChange(Optional.of(RunStatus.KILLED), OptionalLong.empty(), Optional.empty()));

        assertThatThrownBy(() -> live.heartbeat(run, MINUTE)).hasMessageContaining("is KILLED, must be RUNNING");
    }

    @Test
    void runOfATrialEndsWithIt() {
        String trialRun = create(List.of(new Tag("regatta.trial", "s/3")));

        live.endTrial(TrialId.parse("s/3"), true, "the worker is gone");
        live.endTrial(TrialId.parse("s/4"), true, "has no run");

        assertThat(runs.info(trialRun).status()).isEqualTo(RunStatus.FAILED);
        assertThat(runs.get(trialRun).tags()).containsEntry(Tag.END_REASON, "the worker is gone");
        assertThat(status()).isEqualTo(RunStatus.RUNNING);
    }
}
