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
import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.method.Method;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.worker.TestEngine;
import dev.regatta.worker.data.Batch;
import dev.regatta.worker.model.Encoder;
import dev.regatta.worker.model.ResNet18;
import dev.regatta.worker.model.Weights;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gradients of every method's loss against central differences, in double precision on a tiny network. Where a
 * method detaches a target, only parameters that the target does not depend on can be compared.
 */
class GradientCheckTest {
    private static final int SAMPLES = 8;
    private static final double STEP = 1e-6;
    private static final String DISTILLED = "deepcluster-kd kd_lambda=0.1 kd_temperature=2";

    private final NDManager manager = TestEngine.manager();

    @AfterEach
    void free() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({
        "id, encoder.stem.weight",
        "id, embedding.weight",
        "id instance_loss=nce negatives=5, encoder.stage2.block1.conv1.weight",
        "id instance_loss=nce negatives=5, embedding.bias",
        "idfd, encoder.stem.weight",
        "idfd, embedding.weight",
        "idfd decorrelation=orthogonal, embedding.weight",
        "concurl negatives=5, embedding.weight",
        "deepcluster, encoder.stem.weight",
        "deepcluster, classifier.bias",
        "deepcluster-v2, encoder.stem.weight",
        "deepcluster-v2, encoder.stage3.block1.shortcut.weight",
        "deepcluster-v2, projector.output.bias",
        "deepcluster-v2, prototypes",
        "deepcluster-v2 heads=2, encoder.stem.weight",
        "deepcluster-v2 heads=2, prototypes2",
        "deepcluster-v2 corruption=mixup, encoder.stem.weight",
        "deepcluster-v2 corruption=mask, projector.hidden.weight",
        DISTILLED + ", branch1.shrink.weight",
        DISTILLED + ", branch2.expand_bn.weight",
        DISTILLED + ", branch3.projector.hidden.weight",
        DISTILLED + ", branch1.prototypes",
        DISTILLED + " hint_reduction=norm, branch1.reduce.weight",
        DISTILLED + " hint_level=map hint_reduction=mean, branch2.expand.weight",
        DISTILLED + " branch_head=linear kmeans_init=previous, branch1.classifier1.weight",
        DISTILLED + " branch_head=shared, branch3.expand_bn.bias",
        DISTILLED + " kmeans_input=each heads=2, branch2.prototypes2",
        DISTILLED + " kd_alpha=0 hint_stop_gradient=false, encoder.stem.weight"
    })
    void gradientsAgreeWithDifferences(String method, String name) {
        double[] gradient = gradient(method, name, () -> {});
        for (int i = 0; i < Math.min(gradient.length, 4); i++) {
            double difference = (lossAt(method, name, i, STEP) - lossAt(method, name, i, -STEP)) / (2 * STEP);
            assertThat(gradient[i]).as("%s[%d]", name, i).isCloseTo(difference, within(2e-6));
        }
        assertThat(gradient).as(name).isNotEqualTo(new double[gradient.length]);
    }

    /** With α = 1 and λ = 0 a branch has soft labels alone, and without cluster labels the teacher has nothing. */
    @Test
    void teacherGetsNoGradientFromTheBranches() {
        double[] branches = gradient("deepcluster-kd kd_alpha=0.9 kd_lambda=0.1", "projector.output.weight", () -> {});
        double[] none = gradient("deepcluster-v2", "projector.output.weight", () -> {});

        for (int i = 0; i < none.length; i++) {
            assertThat(branches[i]).isCloseTo(none[i], within(1e-12));
        }
    }

    /** What the graph keeps for the backward pass must not lie in memory that Java may reclaim in between. */
    @ParameterizedTest
    @CsvSource({
        DISTILLED + ", branch1.shrink.weight",
        "id instance_loss=nce negatives=5, encoder.stem.weight",
        "concurl negatives=5, prototypes",
        "deepcluster-v2 corruption=mixup, encoder.stem.weight"
    })
    void garbageCollectionBetweenThePassesChangesNoGradient(String method, String name) {
        double[] undisturbed = gradient(method, name, () -> {});

        assertThat(gradient(method, name, GradientCheckTest::collectAndReuseMemory))
                .isEqualTo(undisturbed);
    }

    private static void collectAndReuseMemory() {
        for (int round = 0; round < 3; round++) {
            System.gc();
            for (int i = 0; i < 2000; i++) {
                ByteBuffer.allocateDirect(8).putDouble(Double.NaN);
            }
        }
    }

    private double[] gradient(String method, String name, Runnable betweenThePasses) {
        try (NDManager scope = manager.newSubManager()) {
            Trained trained = trained(method, scope);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray loss = trained.method().loss(batch(scope), 0);
                betweenThePasses.run();
                collector.backward(loss);
            }
            return trained.parameter(name).getGradient().toDoubleArray();
        }
    }

    private double lossAt(String method, String name, int index, double change) {
        try (NDManager scope = manager.newSubManager()) {
            Trained trained = trained(method, scope);
            NDArray parameter = trained.parameter(name);
            double[] moved = parameter.toDoubleArray();
            moved[index] += change;
            parameter.set(new NDIndex("..."), scope.create(moved, parameter.getShape()));
            return trained.method().loss(batch(scope), 0).getDouble();
        }
    }

    private record Trained(PretrainingMethod method, Weights weights) {
        NDArray parameter(String name) {
            return Objects.requireNonNull(weights.parameters().get(name), name);
        }
    }

    /** The same method in the same state each time: labels are made before a parameter is moved. */
    private Trained trained(String text, NDManager scope) {
        String[] words = text.split(" ");
        Map<String, Object> values = new LinkedHashMap<>(Map.of(
                "method", words[0], "batch_size", SAMPLES, "projector_hidden", 6, "embedding_dim", 4, "clusters", 3));
        values.putAll(Map.of("pca_dim", 3, "consensus_hidden", 5, "consensus_dim", 4, "projections", 2));
        values.put("projection_dim", 3);
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=");
            values.put(pair[0], value(pair[1]));
        }
        Function<Weights, Encoder> encoders = own -> new ResNet18(own, "encoder", 3, 1);
        Weights weights = new Weights(scope, DataType.FLOAT64, 3);
        Values complete = new Values(Hyperparameters.complete(new Parameters(values)));
        MethodParts parts =
                new MethodParts(complete, encoders.apply(weights), encoders, weights, scope, SAMPLES, SAMPLES, 3);
        PretrainingMethod method =
                Methods.of(Method.of(words[0]).orElseThrow(), parts).orElseThrow();
        if (method.passBefore(0) != PretrainingMethod.Pass.NONE) {
            method.prepare(batch(scope), 0);
        }
        method.beginEpoch(0);
        method.loss(batch(scope), 0); // a first batch decides the constant of the contrastive estimation
        return new Trained(method, weights);
    }

    private static Object value(String text) {
        if (text.matches("[0-9]+")) {
            return Long.valueOf(text);
        }
        if (text.matches("true|false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("[0-9.]+") ? (Object) Double.valueOf(text) : text;
    }

    private static Batch batch(NDManager scope) {
        Random random = new Random(11);
        double[] values = new double[SAMPLES * 3 * 8 * 8];
        int[] indices = new int[SAMPLES];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        for (int i = 0; i < SAMPLES; i++) {
            indices[i] = i;
        }
        return new Batch(scope.create(values, new Shape(SAMPLES, 3, 8, 8)), indices);
    }
}
