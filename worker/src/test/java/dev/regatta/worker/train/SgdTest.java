package dev.regatta.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.regatta.worker.TestEngine;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SgdTest {
    private final NDManager manager = TestEngine.manager();
    private final NDArray parameter = manager.create(new double[] {1, -2});
    private final Sgd sgd = new Sgd(Map.of("p", parameter), 0.9, 0.1, false, 1, manager);

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void twoStepsAreAsComputedByHand() {
        parameter.setRequiresGradient(true);

        step(0.5, Set.of()); // the gradient is twice the parameter
        // d = 2p + 0.1p, b = d, p = p − 0.5·b
        assertThat(parameter.toDoubleArray()[0]).isCloseTo(1 - 0.5 * 2.1, within(1e-12));
        assertThat(parameter.toDoubleArray()[1]).isCloseTo(-2 + 0.5 * 4.2, within(1e-12));

        step(0.2, Set.of());
        // The rate is no part of the buffer: b = 0.9·2.1 + 2.1·p.
        double before = 1 - 0.5 * 2.1;
        assertThat(parameter.toDoubleArray()[0]).isCloseTo(before - 0.2 * (0.9 * 2.1 + 2.1 * before), within(1e-12));
    }

    @Test
    void frozenParametersAndTheirBuffersStay() {
        parameter.setRequiresGradient(true);
        step(0.5, Set.of());
        double[] values = parameter.toDoubleArray();
        double[] momentum = buffer();

        step(0.5, Set.of("p"));

        assertThat(parameter.toDoubleArray()).isEqualTo(values);
        assertThat(buffer()).isEqualTo(momentum);
    }

    @Test
    void gradientsDoNotAddUpOverSteps() {
        parameter.setRequiresGradient(true);
        step(0, Set.of("p"));
        step(0, Set.of());

        assertThat(buffer()[0]).isCloseTo(2.1, within(1e-12));
    }

    @Test
    void largeTensorsOfSinglePrecisionMoveAsByTensorOperations() {
        NDArray large = manager.arange(400_000f).sub(70_000f).div(1e5f).reshape(800, 500);
        large.setRequiresGradient(true);
        NDArray before = large.duplicate();
        Sgd fused = new Sgd(Map.of("large", large), 0.9, 0.1, false, 1, manager);

        for (int i = 0; i < 2; i++) {
            try (NDManager scope = manager.newSubManager();
                    Gradients gradients = new Gradients()) {
                gradients.backward(scope.create(0f).add(large).square().sum());
            }
            fused.step(0.5, Set.of());
        }

        NDArray first = before.mul(0.1f).add(before.mul(2));
        NDArray moved = before.sub(first.mul(0.5f));
        NDArray second = first.mul(0.9f).add(moved.mul(0.1f).add(moved.mul(2)));
        NDArray difference = large.sub(moved.sub(second.mul(0.5f))).abs();
        assertThat(difference.max().getFloat()).isLessThan(1e-5f);
        assertThat(large.getGradient().abs().max().getFloat()).isZero();
    }

    private double[] buffer() {
        return Objects.requireNonNull(sgd.buffers().get("p")).toDoubleArray();
    }

    private void step(double learningRate, Set<String> frozen) {
        try (NDManager scope = manager.newSubManager();
                Gradients gradients = new Gradients()) {
            NDArray copy = scope.create(0.0).add(parameter);
            gradients.backward(copy.square().sum());
        }
        sgd.step(learningRate, frozen);
    }
}
