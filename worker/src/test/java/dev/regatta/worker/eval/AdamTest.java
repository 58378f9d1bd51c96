package dev.regatta.worker.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.regatta.worker.TestEngine;
import org.junit.jupiter.api.Test;

class AdamTest {

    @Test
    void twoStepsAreAsComputedByHand() {
        try (NDManager manager = TestEngine.manager()) {
            NDArray parameter = manager.create(new double[] {1, -2});
            Adam adam = new Adam(parameter, 0.1);

            adam.step(manager.create(new double[] {1, -6}), 0.5);
            // m̂ = g and v̂ = g², so each value moves by 0.1·g / (|g| + ε).
            assertThat(parameter.toDoubleArray()[0]).isCloseTo(1 - 0.1 * 0.5 / (0.5 + 1e-8), within(1e-6));
            assertThat(parameter.toDoubleArray()[1]).isCloseTo(-2 + 0.1 * 3 / (3 + 1e-8), within(1e-6));

            double before = parameter.toDoubleArray()[0];
            adam.step(manager.create(new double[] {-1, 0}), 1);
            double mean = (0.9 * 0.1 * 0.5 - 0.1) / (1 - 0.81);
            double square = (0.999 * 0.001 * 0.25 + 0.001) / (1 - 0.999 * 0.999);
            assertThat(parameter.toDoubleArray()[0])
                    .isCloseTo(before - 0.1 * mean / (Math.sqrt(square) + 1e-8), within(1e-6));
        }
    }

    /** With gradients near ε it matters that ε is added to the corrected root. */
    @Test
    void smallGradientsMoveLessByEpsilon() {
        try (NDManager manager = TestEngine.manager()) {
            NDArray parameter = manager.create(new double[] {0});

            new Adam(parameter, 0.1).step(manager.create(new double[] {1e-8}), 1);

            assertThat(parameter.toDoubleArray()[0]).isCloseTo(-0.05, within(1e-4));
        }
    }
}
