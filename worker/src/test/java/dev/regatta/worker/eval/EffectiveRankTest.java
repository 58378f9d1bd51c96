package dev.regatta.worker.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.TestEngine;
import org.junit.jupiter.api.Test;

class EffectiveRankTest {

    @Test
    void orthogonalRowsOfOneLengthSpanAllDimensions() {
        assertThat(rank(3, 2, 0, 0, 0, 2, 0, 0, 0, 2)).isCloseTo(3, within(1e-9));
    }

    @Test
    void collapsedRowsHaveRankOne() {
        assertThat(rank(3, 1, 2, 3, 1, 2, 3, 1, 2, 3)).isCloseTo(1, within(1e-5));
    }

    @Test
    void singularValuesOfThreeAndOneAreAsComputedByHand() {
        double entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));

        assertThat(rank(2, 3, 0, 0, 1)).isCloseTo(Math.exp(entropy), within(1e-9));
    }

    @Test
    void featuresWithoutARankHaveNone() {
        assertThat(rank(2, 0, 0, 0, 0)).isNaN();
        assertThat(rank(2, Float.NaN, 0, 0, 1)).isNaN();
    }

    private static double rank(int dimension, float... values) {
        try (NDManager manager = TestEngine.manager()) {
            return EffectiveRank.of(new LabelledFeatures(values, new int[values.length / dimension], 1), manager);
        }
    }
}
