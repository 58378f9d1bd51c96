package dev.regatta.coordinator.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.tracking.live.PointFeed;
import dev.regatta.coordinator.tracking.model.Batch;
import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.Metric;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers of one database: what is logged to one reaches those who watch at the other. */
class SharedRunsTest {

    private final TrackingStore store = new InMemoryTrackingStore();
    private final PointFeed feed = new PointFeed();
    private final RunService here = new RunService(store, InstantSource.system(), UUID::randomUUID, feed);
    private final RunService elsewhere = new RunService(store, InstantSource.system(), UUID::randomUUID);
    private final SharedRuns shared = new SharedRuns(here, feed);
    private final String run = elsewhere
            .create(new NewRun(Experiment.DEFAULT_ID, Optional.empty(), "", OptionalLong.empty(), List.of()))
            .info()
            .runId();
    private int woken;

    @BeforeEach
    void watched() {
        feed.watch(run, () -> woken++);
    }

    private static Batch point(String key, long step) {
        return new Batch(List.of(new Metric(key, 0.5, 1_000 + step, step)), List.of(), List.of());
    }

    private boolean isGap() {
        return feed.after(run, 0, 10).gap();
    }

    @Test
    void aPointLoggedElsewhereIsAGapAndOnlyOnce() {
        elsewhere.log(run, point("loss", 0));
        assertThat(woken).isZero();
        shared.look();
        assertThat(woken).isEqualTo(1);
        assertThat(isGap()).isTrue();
        shared.look();
        assertThat(woken).isEqualTo(1);
        elsewhere.log(run, point("loss", 1));
        shared.look();
        assertThat(woken).isEqualTo(2);
    }

    @Test
    void aPointLoggedHereIsNoGapHoweverLongAgo() {
        here.log(run, point("accuracy", 0));
        shared.look();
        for (long step = 0; step < 3_000; step++) {
            here.log(run, point("loss", step));
        }
        int before = woken;
        shared.look();
        shared.look();
        assertThat(woken).isEqualTo(before);
    }

    @Test
    void aRunThatCannotBeReadKeepsNoOtherFromBeingFollowed() {
        feed.watch("no-such-run", () -> {});
        elsewhere.log(run, point("loss", 0));
        shared.look();
        assertThat(woken).isEqualTo(1);
    }
}
