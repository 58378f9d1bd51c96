package dev.regatta.worker.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.TestEngine;
import java.util.Random;
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

    @Test
    void hintByNormsAddsUpTheSamplesDistances() {
        NDArray teacher = manager.create(new double[] {0, 0, 1, 1}, new Shape(2, 2));
        NDArray branch = manager.create(new double[] {3, 4, 1, 2}, new Shape(2, 2));

        assertThat(Distillation.hint(teacher, branch, Reduction.NORM).getDouble())
                .isCloseTo(5 + 1, within(1e-6));
    }

    /** Two features over two samples, at right angles: every correlation is known. */
    @Test
    void decorrelationOfOrthogonalFeaturesHasItsClosedForm() {
        NDArray orthogonal = manager.create(new double[] {2, 0, 0, 5}, new Shape(2, 2));
        NDArray equal = manager.create(new double[] {1, 1, 2, 2}, new Shape(2, 2));

        assertThat(Decorrelation.softmax(orthogonal, 2).getDouble())
                .isCloseTo(Math.log(1 + Math.exp(-0.5)), within(1e-12));
        assertThat(Decorrelation.softmax(equal, 2).getDouble()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(Decorrelation.orthogonal(orthogonal).getDouble()).isCloseTo(0, within(1e-12));
        assertThat(Decorrelation.orthogonal(equal).getDouble()).isCloseTo(2, within(1e-12));
    }

    @Test
    void contrastiveLossIsThatOfTheDefinition() {
        double[] own = {0.7, -0.2};
        double[] noise = {0.1, 0.4, -0.3, 0.9, 0, 0.2};
        int samples = 50;
        double logNormalizer = 3.1;
        double expected = 0;
        double evenly = 3.0 / samples;
        for (double score : own) {
            double p = Math.exp(score - logNormalizer);
            expected -= Math.log(p / (p + evenly)) / 2;
        }
        for (double score : noise) {
            double p = Math.exp(score - logNormalizer);
            expected -= Math.log(1 - p / (p + evenly)) / 2;
        }

        NDArray loss = InstanceLoss.contrastive(
                manager.create(own, new Shape(2, 1)),
                manager.create(noise, new Shape(2, 3)),
                manager.create(logNormalizer),
                samples);

        assertThat(loss.getDouble()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void normalizerIsTheMeanExponentialTimesTheNumberOfSamples() {
        NDArray noise = manager.create(new double[] {0, Math.log(3)}, new Shape(1, 2));

        assertThat(InstanceLoss.logNormalizer(noise, 100).getDouble()).isCloseTo(Math.log(200), within(1e-12));
    }

    @Test
    void sinkhornAssignmentsUseEverySampleFullyAndEveryClusterAlike() {
        Random random = new Random(3);
        double[] scores = random.doubles(40 * 4).toArray();

        NDArray shares = Sinkhorn.assign(manager.create(scores, new Shape(40, 4)), 0.3, 100);

        for (double sum : shares.sum(new int[] {1}).toDoubleArray()) {
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
        for (double sum : shares.sum(new int[] {0}).toDoubleArray()) {
            assertThat(sum).isCloseTo(10, within(1e-6));
        }
    }

    @Test
    void sinkhornOfEqualScoresIsEven() {
        assertThat(Sinkhorn.assign(manager.zeros(new Shape(3, 5)), 0.05, 3).toFloatArray())
                .containsOnly(0.2f);
    }

    /** At a small ε exp(score/ε) alone would overflow. */
    @Test
    void sinkhornStaysFiniteWhereExponentialsWouldNot() {
        NDArray scores = manager.create(new float[] {1, -1, 1, -1}, new Shape(2, 2));

        for (float sum : Sinkhorn.assign(scores, 0.001, 3).sum(new int[] {1}).toFloatArray()) {
            assertThat((double) sum).isCloseTo(1, within(1e-5));
        }
    }

    /** One projection that changes nothing: cosines to two prototypes are 1 and 0. */
    @Test
    void consensusIsTheCrossEntropyOfProjectedCosines() {
        NDArray embeddings = manager.create(new double[] {5, 0, 0, 3}, new Shape(2, 2));
        NDArray prototypes = manager.create(new double[] {1, 0, 0, 1}, new Shape(2, 2));
        NDArray projections = manager.create(new double[] {1, 0, 1, 0, 0, 1, 0, 1}, new Shape(2, 4));

        double loss = Consensus.loss(embeddings, prototypes, prototypes, projections, 2, 0.5)
                .getDouble();

        assertThat(loss).isCloseTo(Math.log(1 + Math.exp(-2)), within(1e-12));
    }

    private static double softLabels(NDArray teacher, NDArray branch, double temperature, Reduction reduction) {
        return Distillation.softLabels(teacher, branch, temperature, reduction).getDouble();
    }
}
