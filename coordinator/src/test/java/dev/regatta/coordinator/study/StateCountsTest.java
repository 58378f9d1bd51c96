package dev.regatta.coordinator.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StateCountsTest {
    @Test
    void aMovedTrialIsCountedWhereItIsNow() {
        StateCounts two = StateCounts.NONE.plus(TrialState.QUEUED).plus(TrialState.QUEUED);
        StateCounts moved = two.moved(TrialState.QUEUED, TrialState.RUNNING);

        assertThat(moved.of(TrialState.QUEUED)).isEqualTo(1);
        assertThat(moved.of(TrialState.RUNNING)).isEqualTo(1);
        assertThat(moved.of(TrialState.FAILED)).isZero();
        assertThat(two.of(TrialState.QUEUED)).as("unchanged").isEqualTo(2);
        assertThat(two.moved(TrialState.QUEUED, TrialState.QUEUED)).isEqualTo(two);
        assertThat(moved).isNotEqualTo(two);
    }
}
