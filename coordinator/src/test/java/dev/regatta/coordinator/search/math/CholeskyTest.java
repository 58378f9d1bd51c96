package dev.regatta.coordinator.search.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CholeskyTest {

    /** L = [[2, 0, 0], [6, 1, 0], [-8, 5, 3]]. */
    private static final double[][] MATRIX = {{4, 12, -16}, {12, 37, -43}, {-16, -43, 98}};

    @Test
    void solvesAndInvertsAMatrix() {
        Cholesky factor = Cholesky.of(MATRIX);

        assertThat(factor.solve(new double[] {4 - 32, 12 - 86, -16 + 196}))
                .containsExactly(new double[] {1, 0, 2}, within(1e-9));
        assertThat(factor.logDeterminant()).isCloseTo(2 * Math.log(6), within(1e-12));
        double[][] inverse = factor.inverse();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += MATRIX[i][k] * inverse[Math.max(k, j)][Math.min(k, j)];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-9));
            }
        }
    }
}
