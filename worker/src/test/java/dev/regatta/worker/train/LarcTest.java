package dev.regatta.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.regatta.worker.TestEngine;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LarcTest {
    private final NDManager manager = TestEngine.manager();

    @AfterEach
    void free() {
        manager.close();
    }

    /** ‖p‖ = 5 and g = 2p, so ‖g‖ = 10: d = (2 + 0.1)·p · 1e-3·5 / (10 + 0.1·5 + 1e-8). */
    @Test
    void stepIsAsComputedByHand() {
        NDArray parameter = manager.create(new double[] {3, -4});

        step(parameter, 0.1);

        double factor = 2.1 * 1e-3 * 5 / (10 + 0.5 + 1e-8);
        assertThat(parameter.toDoubleArray()[0]).isCloseTo(3 - 0.5 * factor * 3, within(1e-12));
        assertThat(parameter.toDoubleArray()[1]).isCloseTo(-4 + 0.5 * factor * 4, within(1e-12));
    }

    @Test
    void tensorOfZerosStaysWithoutNaN() {
        NDArray parameter = manager.create(new double[] {0, 0});

        step(parameter, 0.1);

        assertThat(parameter.toDoubleArray()).containsExactly(0, 0);
    }

    private void step(NDArray parameter, double weightDecay) {
        parameter.setRequiresGradient(true);
        Sgd sgd = new Sgd(Map.of("p", parameter), 0.9, weightDecay, true, 1, manager);
        try (NDManager scope = manager.newSubManager();
                Gradients gradients = new Gradients()) {
            gradients.backward(scope.create(0.0).add(parameter).square().sum());
        }
        sgd.step(0.5, Set.of());
    }
}
