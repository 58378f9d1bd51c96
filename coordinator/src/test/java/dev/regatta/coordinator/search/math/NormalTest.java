package dev.regatta.coordinator.search.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;

class NormalTest {

    @Test
    void agreesWithTheLibrary() {
        NormalDistribution library = new NormalDistribution();
        for (double z = -9; z <= 9; z += 0.173) {
            double expected = library.cumulativeProbability(z);
            assertThat(Normal.cdf(z)).isCloseTo(expected, within(1e-13));
            assertThat(Normal.logCdf(z)).isCloseTo(StrictMath.log(expected), within(1e-5));
        }
    }

    @Test
    void theQuantileUndoesTheDistribution() {
        for (double p : new double[] {1e-12, 1e-6, 0.01, 0.3, 0.5, 0.77, 0.999, 1 - 1e-9}) {
            assertThat(Normal.cdf(Normal.quantile(p))).isCloseTo(p, within(1e-12));
        }
        assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
