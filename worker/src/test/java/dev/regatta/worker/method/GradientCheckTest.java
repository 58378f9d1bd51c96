package dev.regatta.worker.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.regatta.worker.TestEngine;
import dev.regatta.worker.loss.CrossEntropy;
import dev.regatta.worker.loss.Reduction;
import dev.regatta.worker.model.Encoder;
import dev.regatta.worker.model.Projector;
import dev.regatta.worker.model.Prototypes;
import dev.regatta.worker.model.ResNet18;
import dev.regatta.worker.model.Weights;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The objective's gradients against central differences, in double precision on a tiny network. */
class GradientCheckTest {
    private static final int[] TARGETS = {0, 1, 2, CrossEntropy.IGNORED, 0, 2};
    private static final double STEP = 1e-6;

    private final NDManager manager = TestEngine.manager();
    private final Weights weights = new Weights(manager, DataType.FLOAT64, 3);
    private final ClusterSettings settings = new ClusterSettings(
            6,
            4,
            0.5,
            3,
            10,
            "random",
            EmptyClusters.KEEP,
            0,
            new ClusterSettings.Distilling(0.9, 0.1, 2, Reduction.MEAN, Reduction.SUM));
    private final Encoder encoder = new ResNet18(weights, "encoder", 3, 1);
    private final Projector projector = new Projector(weights, "projector", encoder.featureSize(), 6, 4);
    private final Prototypes prototypes = new Prototypes(weights, "prototypes", 3, 4, 0.5);
    private final SelfDistillation distillation = new SelfDistillation(weights, encoder, settings);
    private final NDArray samples = samples();

    @AfterEach
    void free() {
        manager.close();
    }

    /** The teacher does not depend on a branch, so its detachment leaves these differences untouched. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "branch1.shrink.weight",
                "branch2.expand_bn.weight",
                "branch3.projector.hidden.weight",
                "branch1.prototypes"
            })
    void branchGradientsAgreeWithDifferences(String name) {
        check(name, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"encoder.stem.weight", "encoder.stage3.block1.shortcut", "projector.output.bias", "prototypes"})
    void clusteringGradientsAgreeWithDifferences(String name) {
        check(weights.parameters().containsKey(name) ? name : name + ".weight", false);
    }

    @Test
    void teacherGetsNoGradientFromTheSoftLabels() {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            Encoder.Features features = encoder.apply(samples, true);
            NDArray logits = prototypes.logits(projector.apply(features.pooled(), true));
            collector.backward(distillation.loss(features, logits, TARGETS));
        }
        assertThat(largestGradient("projector.output.weight")).isZero();
        assertThat(largestGradient("branch1.projector.output.weight")).isPositive();
    }

    /** What the graph keeps for the backward pass must not lie in memory that Java may reclaim in between. */
    @Test
    void garbageCollectionBetweenThePassesChangesNoGradient() {
        double[] undisturbed = backward("branch1.shrink.weight", () -> {});
        double[] disturbed = backward("branch1.shrink.weight", GradientCheckTest::collectAndReuseMemory);

        // Gradients add up over the two passes.
        for (int i = 0; i < undisturbed.length; i++) {
            assertThat(disturbed[i]).isEqualTo(2 * undisturbed[i]);
        }
    }

    private double[] backward(String name, Runnable betweenThePasses) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray loss = loss(true);
            betweenThePasses.run();
            collector.backward(loss);
        }
        return gradient(name);
    }

    private static void collectAndReuseMemory() {
        for (int round = 0; round < 3; round++) {
            System.gc();
            for (int i = 0; i < 2000; i++) {
                ByteBuffer.allocateDirect(8).putDouble(Double.NaN);
            }
        }
    }

    private void check(String name, boolean distilled) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(loss(distilled));
        }
        double[] gradient = gradient(name);
        for (int i = 0; i < Math.min(gradient.length, 6); i++) {
            double difference = (lossAt(name, i, STEP, distilled) - lossAt(name, i, -STEP, distilled)) / (2 * STEP);
            assertThat(gradient[i]).as("%s[%d]", name, i).isCloseTo(difference, within(1e-6));
        }
    }

    private double lossAt(String name, int index, double change, boolean distilled) {
        NDArray parameter = parameter(name);
        double[] values = parameter.toDoubleArray();
        double[] moved = values.clone();
        moved[index] += change;
        parameter.set(new NDIndex("..."), manager.create(moved, parameter.getShape()));
        double loss = loss(distilled).getDouble();
        parameter.set(new NDIndex("..."), manager.create(values, parameter.getShape()));
        return loss;
    }

    private NDArray loss(boolean distilled) {
        Encoder.Features features = encoder.apply(samples, true);
        NDArray logits = prototypes.logits(projector.apply(features.pooled(), true));
        NDArray loss = CrossEntropy.mean(logits, TARGETS);
        return distilled ? loss.add(distillation.loss(features, logits, TARGETS)) : loss;
    }

    private double largestGradient(String name) {
        NDArray gradient = parameter(name).getGradient();
        return gradient.toType(DataType.FLOAT64, false).abs().max().getDouble();
    }

    private double[] gradient(String name) {
        return parameter(name).getGradient().toDoubleArray();
    }

    private NDArray parameter(String name) {
        return Objects.requireNonNull(weights.parameters().get(name), name);
    }

    private NDArray samples() {
        Random random = new Random(11);
        double[] values = new double[TARGETS.length * 3 * 8 * 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return manager.create(values, new Shape(TARGETS.length, 3, 8, 8));
    }
}
