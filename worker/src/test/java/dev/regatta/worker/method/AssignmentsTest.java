package dev.regatta.worker.method;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AssignmentsTest {

    @Test
    void samplesThatNoBatchVisitedHaveNoCluster() {
        Assignments first = Assignments.none(4, 7).next(new int[] {3, 0}, new int[] {5, 6});

        assertThat(first.current()).containsExactly(6, -100, -100, 5);
        assertThat(first.previous()).containsOnly(-100);
    }

    @Test
    void previousEpochIsKept() {
        Assignments second = Assignments.none(2, 2)
                .next(new int[] {0, 1}, new int[] {1, 0})
                .next(new int[] {0, 1}, new int[] {0, 0});

        assertThat(second.previous()).containsExactly(1, 0);
        assertThat(second.current()).containsExactly(0, 0);
    }
}
