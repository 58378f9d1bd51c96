package dev.regatta.coordinator.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImprovementTest {

    /** log(φ(z) + z Φ(z)): by the complementary error function and double precision. */
    @ParameterizedTest
    @CsvSource({"0, -0.918938533204673", "1, 0.080026218849307", "-1, -2.485121025712641", "3, 1.098739665327708"})
    void isTheLogarithmOfTheExpectedImprovement(double z, double log) {
        assertThat(Improvement.of(z, 0, 1).log()).isCloseTo(log, within(1e-9));
    }

    @Test
    void growsWithTheDeviationAsTheScaleDoes() {
        assertThat(Improvement.of(2, 0, 2).log())
                .isCloseTo(Improvement.of(1, 0, 1).log() + Math.log(2), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {4, 0.3, -0.9, -1.1, -6.9, -7.2, -20, -24.9, -25.1, -60, -1000})
    void derivativesAreThoseOfTheValue(double z) {
        double by = 1e-5 * Math.max(1, Math.abs(z));
        double mean = Improvement.of(0, -z + by, 1).log()
                - Improvement.of(0, -z - by, 1).log();
        double deviation = Improvement.of(0, -z, 1 + 1e-6).log()
                - Improvement.of(0, -z, 1 - 1e-6).log();
        Improvement improvement = Improvement.of(0, -z, 1);

        assertThat(improvement.byMean())
                .isCloseTo(mean / (2 * by), within(1e-3 * Math.abs(improvement.byMean()) + 1e-9));
        assertThat(improvement.byDeviation())
                .isCloseTo(deviation / 2e-6, within(1e-3 * improvement.byDeviation() + 1e-9));
    }

    @Test
    void hasASlopeHoweverImprobableAnImprovementIs() {
        double before = Double.POSITIVE_INFINITY;
        for (double mean = 0; mean < 1e6; mean = mean * 1.1 + 0.1) {
            double log = Improvement.of(0, mean, 1).log();
            assertThat(log).isFinite().isLessThan(before);
            before = log;
        }
    }
}
