package dev.regatta.worker.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.TestEngine;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
    private static final ProbeSettings SETTINGS = new ProbeSettings(60, 0.05, 16, false);

    @Test
    void separableClassesAreLearned() {
        try (NDManager manager = TestEngine.manager()) {
            LinearProbe probe = new LinearProbe(SETTINGS, 1, () -> false);

            LabelledFeatures asked = features(30, 2, 0.1);
            assertThat(probe.predictions(features(90, 1, 0.1), List.of(asked), manager))
                    .hasValueSatisfying(answers -> assertThat(
                                    asked.confusion(answers.get(0)).accuracy())
                            .isGreaterThan(0.95));
        }
    }

    @Test
    void sameSeedGivesTheSameAnswersToEachSetThatIsAsked() {
        try (NDManager manager = TestEngine.manager()) {
            LinearProbe probe = new LinearProbe(new ProbeSettings(2, 0.01, 16, true), 1, () -> false);

            List<LabelledFeatures> asked = List.of(features(60, 2, 1), features(90, 1, 1));
            List<int[]> first =
                    probe.predictions(features(90, 1, 1), asked, manager).orElseThrow();
            List<int[]> second =
                    probe.predictions(features(90, 1, 1), asked, manager).orElseThrow();

            assertThat(first).extracting(answers -> answers.length).containsExactly(60, 90);
            assertThat(first.get(0)).isEqualTo(second.get(0));
            assertThat(first.get(1)).isEqualTo(second.get(1));
        }
    }

    @Test
    void stoppedProbeGivesNoAnswer() {
        try (NDManager manager = TestEngine.manager()) {
            assertThat(new LinearProbe(SETTINGS, 1, () -> true)
                            .predictions(features(9, 1, 1), List.of(features(9, 2, 1)), manager))
                    .isEmpty();
        }
    }

    @Test
    void gradientAgreesWithFiniteDifferences() {
        try (NDManager manager = TestEngine.manager()) {
            LabelledFeatures batch = features(6, 3, 1);
            NDArray x = batch.tensor(manager);
            float[] weight = {0.3f, -0.2f, 0.1f, 0.4f, -0.5f, 0.2f};
            NDArray bias = manager.create(new float[] {0.1f, -0.1f, 0});
            NDArray error = new LinearProbe.Classifier(manager.create(weight, new Shape(3, 2)), bias)
                    .error(x, batch.oneHot(manager));
            float[] gradient = error.transpose().matMul(x).div(batch.size()).toFloatArray();

            for (int i = 0; i < weight.length; i++) {
                double difference = loss(weight, i, 1e-2f, batch) - loss(weight, i, -1e-2f, batch);
                assertThat((double) gradient[i]).isCloseTo(difference / 2e-2, within(1e-3));
            }
        }
    }

    @Test
    void standardizationUsesTheReferencesStatistics() {
        LabelledFeatures reference = new LabelledFeatures(new float[] {1, 10, 3, 30}, new int[] {0, 1}, 2);
        LabelledFeatures other = new LabelledFeatures(new float[] {5, 20}, new int[] {0}, 2);

        try (NDManager manager = TestEngine.manager()) {
            assertThat(other.standardizedBy(reference).tensor(manager).toFloatArray())
                    .containsExactly(3, 0);
        }
    }

    /** Mean cross-entropy in plain Java, with weight {@code index} moved by {@code change}. */
    private static double loss(float[] weight, int index, float change, LabelledFeatures batch) {
        float[] moved = weight.clone();
        moved[index] += change;
        double[] bias = {0.1, -0.1, 0};
        try (NDManager manager = TestEngine.manager()) {
            float[] x = batch.tensor(manager).toFloatArray();
            double loss = 0;
            for (int b = 0; b < batch.size(); b++) {
                double total = 0;
                double own = 0;
                for (int c = 0; c < 3; c++) {
                    double logit = bias[c] + moved[2 * c] * x[2 * b] + moved[2 * c + 1] * x[2 * b + 1];
                    total += Math.exp(logit);
                    own = c == batch.label(b) ? logit : own;
                }
                loss += (Math.log(total) - own) / batch.size();
            }
            return loss;
        }
    }

    /** Three classes around points of a circle, in two dimensions. */
    private static LabelledFeatures features(int size, long seed, double spread) {
        Random random = new Random(seed);
        float[] values = new float[2 * size];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % 3;
            values[2 * i] = (float) (Math.cos(2 * Math.PI * labels[i] / 3) + spread * random.nextGaussian());
            values[2 * i + 1] = (float) (Math.sin(2 * Math.PI * labels[i] / 3) + spread * random.nextGaussian());
        }
        return new LabelledFeatures(values, labels, 3);
    }
}
