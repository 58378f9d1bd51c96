package dev.regatta.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointEnvelopeTest {
    private static final byte[] STATE = {1, 2, 3, 0, -1};
    private static final Snapshot SNAPSHOT = new Snapshot(
            2, 40, Snapshot.Kind.EPOCH_END, Map.of("loss", 0.5, "odd", Double.NaN), STATE, Optional.empty());
    private static final List<MetricPoint> POINTS =
            List.of(new MetricPoint("loss", 0.7, 1000, 20), new MetricPoint("odd", Double.NaN, 2000, 40));

    @Test
    void whatIsReadIsWhatWasWritten() {
        CheckpointEnvelope read = CheckpointEnvelope.decode(
                CheckpointEnvelope.of(SNAPSHOT, POINTS).encode());

        assertThat(read.state()).isEqualTo(STATE);
        assertThat(read.header().points()).isEqualTo(POINTS);
        assertThat(read.header().metrics()).isEqualTo(SNAPSHOT.metrics());
        assertThat(read.header().step()).isEqualTo(40);
        assertThat(read.header().kind()).isEqualTo(Snapshot.Kind.EPOCH_END);
    }

    @Test
    void truncationInTheHeaderIsRefused() {
        byte[] whole = CheckpointEnvelope.of(SNAPSHOT, POINTS).encode();
        for (int length : new int[] {0, 3, 7, 8, 50}) {
            assertThatThrownBy(() -> CheckpointEnvelope.decode(Arrays.copyOf(whole, length)))
                    .isInstanceOf(IncompatibleCheckpointException.class);
        }
    }

    @Test
    void otherBytesAreRefused() {
        assertThatThrownBy(() ->
                        CheckpointEnvelope.decode("something else".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(IncompatibleCheckpointException.class)
                .hasMessageContaining("RGCK");
    }

    @Test
    void anotherVersionIsRefusedByItsNumber() {
        CheckpointEnvelope.Header next =
                new CheckpointEnvelope.Header(2, 2, 40, Snapshot.Kind.EPOCH_END, Map.of(), List.of());

        assertThatThrownBy(() -> CheckpointEnvelope.decode(new CheckpointEnvelope(next, STATE).encode()))
                .hasMessageContaining("version 2, must be 1");
    }
}
