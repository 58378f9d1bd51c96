package dev.regatta.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Schedule PAPER = new Schedule(1e-6, 0.06, 3e-4, 975, 29_250);

    @Test
    void warmUpIncludesBothEnds() {
        assertThat(PAPER.at(0)).isEqualTo(1e-6);
        assertThat(PAPER.at(974)).isCloseTo(0.06, within(1e-15));
        assertThat(PAPER.at(487)).isCloseTo((1e-6 + 0.06) / 2, within(1e-12));
    }

    @Test
    void cosineFallsFromThePeakTowardsTheEnd() {
        assertThat(PAPER.at(975)).isEqualTo(0.06);
        assertThat(PAPER.at(975 + 28_275 / 2)).isCloseTo((0.06 + 3e-4) / 2, within(1e-5));
        assertThat(PAPER.at(29_249)).isBetween(3e-4, 3.001e-4);
    }

    @Test
    void withoutWarmUpTheFirstStepIsAtThePeak() {
        assertThat(new Schedule(1e-6, 0.01, 5e-5, 0, 10).at(0)).isEqualTo(0.01);
    }

    @Test
    void warmUpOfTheWholeRunEndsAtThePeak() {
        Schedule schedule = new Schedule(0, 0.01, 5e-5, 3, 3);

        assertThat(schedule.at(1)).isEqualTo(0.005);
        assertThat(schedule.at(2)).isEqualTo(0.01);
    }

    @Test
    void stepsFallByTheFactorAtEachMilestone() {
        Schedule schedule = new Schedule(0, 1, 0, 0, 1000, new Schedule.Steps(0.3, 0.2, 0.1));

        assertThat(schedule.at(299)).isEqualTo(1);
        assertThat(schedule.at(300)).isEqualTo(0.1);
        assertThat(schedule.at(499)).isEqualTo(0.1);
        assertThat(schedule.at(500)).isCloseTo(0.01, within(1e-15));
        assertThat(schedule.at(999)).isCloseTo(1e-4, within(1e-15));
    }

    @Test
    void constantRateStaysAtThePeakAfterTheWarmUp() {
        Schedule schedule = new Schedule(0, 1, 0, 3, 1000, new Schedule.Constant());

        assertThat(schedule.at(1)).isEqualTo(0.5);
        assertThat(schedule.at(3)).isEqualTo(1);
        assertThat(schedule.at(999)).isEqualTo(1);
    }
}
