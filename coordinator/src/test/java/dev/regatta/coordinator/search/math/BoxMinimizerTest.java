package dev.regatta.coordinator.search.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxMinimizerTest {

    /** Rosenbrock's valley, least at (1, 1). */
    private static double valley(double[] x, double[] gradient) {
        double off = x[1] - x[0] * x[0];
        gradient[0] = -400 * x[0] * off - 2 * (1 - x[0]);
        gradient[1] = 200 * off;
        return 100 * off * off + (1 - x[0]) * (1 - x[0]);
    }

    private static double[] both(double value) {
        return new double[] {value, value};
    }

    @Test
    void followsACurvedValleyToItsLowestPoint() {
        BoxMinimizer.Minimum least = new BoxMinimizer(both(-2), both(2))
                .minimize(BoxMinimizerTest::valley, new double[] {-1.2, 1}, 0.1, 200, 1e-14);

        assertThat(least.point()).containsExactly(both(1), within(1e-4));
        assertThat(least.value()).isLessThan(1e-9);
    }

    @Test
    void endsAtTheBoundThatTheMinimumLiesBeyond() {
        BoxMinimizer.Minimum least = new BoxMinimizer(both(-2), new double[] {0.5, 2})
                .minimize(BoxMinimizerTest::valley, new double[] {-1.2, 1}, 0.1, 200, 1e-14);

        assertThat(least.point()[0]).isEqualTo(0.5);
        assertThat(least.point()[1]).isCloseTo(0.25, within(1e-4));
    }

    @Test
    void startBeyondTheBoundsIsMovedIntoThem() {
        BoxMinimizer.Minimum least = new BoxMinimizer(both(0), both(1))
                .minimize(BoxMinimizerTest::valley, new double[] {9, -9}, 0.1, 1, 1e-14);

        assertThat(least.point()).containsExactly(1, 0);
    }

    @Test
    void asksForNoMoreValuesThanAllowed() {
        int[] asked = new int[1];
        new BoxMinimizer(both(-2), both(2))
                .minimize(
                        (x, gradient) -> {
                            asked[0]++;
                            return valley(x, gradient);
                        },
                        new double[] {-1.2, 1},
                        0.1,
                        17,
                        0);

        assertThat(asked[0]).isEqualTo(17);
    }
}
