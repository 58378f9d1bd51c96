package dev.regatta.worker.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.TestEngine;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LossTest {
    private final NDManager manager = TestEngine.manager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void crossEntropyOfUniformLogitsIsTheLogarithmOfTheirNumber() {
        NDArray logits = manager.zeros(new Shape(3, 60));

        assertThat((double) CrossEntropy.mean(logits, new int[] {0, 30, 59}).getFloat())
                .isCloseTo(Math.log(60), within(1e-5));
    }

    @Test
    void samplesWithoutATargetDoNotCount() {
        NDArray logits = manager.create(new double[] {1, 2, 0, 5}, new Shape(2, 2));

        double both =
                CrossEntropy.mean(logits, new int[] {1, CrossEntropy.IGNORED}).getDouble();

        assertThat(both).isCloseTo(Math.log(1 + Math.exp(-1)), within(1e-12));
    }

    /** 60 balanced unit centroids, each pair at a dot product of −1/59, and τ = 0.5: the softest the targets can be. */
    @Test
    void paperSettingsHaveTheirLowestLossAtTheKnownFloor() {
        int k = 60;
        double[] logits = new double[k * k];
        for (int row = 0; row < k; row++) {
            for (int column = 0; column < k; column++) {
                logits[row * k + column] = (row == column ? 1 : -1.0 / (k - 1)) / 0.5;
            }
        }
        NDArray atCentroids = manager.create(logits, new Shape(k, k));

        double loss =
                CrossEntropy.mean(atCentroids, IntStream.range(0, k).toArray()).getDouble();

        assertThat(loss).isCloseTo(2.165, within(5e-4));
        assertThat(atCentroids.softmax(1).max().getDouble()).isLessThan(0.115);
    }

    @Test
    void softLabelsAreTheKullbackLeiblerDivergence() {
        NDArray teacher = manager.create(new double[] {Math.log(3), 0, 0, 0}, new Shape(2, 2));
        NDArray branch = manager.zeros(teacher.getShape(), teacher.getDataType());
        double first = 0.75 * Math.log(0.75 / 0.5) + 0.25 * Math.log(0.25 / 0.5);

        assertThat(softLabels(teacher, branch, 1, Reduction.SUM)).isCloseTo(first, within(1e-12));
        assertThat(softLabels(teacher, branch, 1, Reduction.MEAN)).isCloseTo(first / 2, within(1e-12));
        assertThat(softLabels(teacher, teacher, 1, Reduction.SUM)).isCloseTo(0, within(1e-12));
    }

    @Test
    void softLabelsAtATemperatureAreScaledByItsSquare() {
        NDArray teacher = manager.create(new double[] {2 * Math.log(3), 0}, new Shape(1, 2));
        NDArray branch = manager.zeros(teacher.getShape(), teacher.getDataType());
        double softened = 0.75 * Math.log(0.75 / 0.5) + 0.25 * Math.log(0.25 / 0.5);

        assertThat(softLabels(teacher, branch, 2, Reduction.MEAN)).isCloseTo(4 * softened, within(1e-12));
    }

    @Test
    void hintIsTheSquaredDistance() {
        NDArray teacher = manager.create(new double[] {1, 2, 3, 4}, new Shape(2, 2));
        NDArray branch = manager.create(new double[] {1, 0, 0, 4}, new Shape(2, 2));

        assertThat(Distillation.hint(teacher, branch, Reduction.SUM).getDouble())
                .isEqualTo(13);
        assertThat(Distillation.hint(teacher, branch, Reduction.MEAN).getDouble())
                .isEqualTo(3.25);
    }

    private static double softLabels(NDArray teacher, NDArray branch, double temperature, Reduction reduction) {
        return Distillation.softLabels(teacher, branch, temperature, reduction).getDouble();
    }
}
