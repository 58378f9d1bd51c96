package dev.regatta.worker.model;

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
import dev.regatta.worker.model.EncoderSettings.Kind;
import dev.regatta.worker.model.EncoderSettings.Stem;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderTest {
    private static final double STEP = 1e-6;
    private static final int CHECKED = 2;

    private final NDManager manager = TestEngine.manager();

    @AfterEach
    void free() {
        manager.close();
    }

    /** Published networks without their classifiers: torchvision's 11,689,512 and 25,557,032 less fc. */
    @ParameterizedTest
    @CsvSource({
        "resnet-18, imagenet, 11176512, 512",
        "resnet-50, imagenet, 23508032, 2048",
        "resnet-18, cifar, 11168832, 512",
        "resnet-50, cifar, 23500352, 2048"
    })
    void networksHaveThePublishedNumberOfParameters(String kind, String stem, long expected, int features) {
        Weights weights = new Weights(manager, DataType.FLOAT32, 0);
        Encoder encoder = settings(kind, stem, 64, false).build(weights, "encoder", new Shape(3, 32, 32));

        assertThat(encoder.featureSize()).isEqualTo(features);
        assertThat(weights.parameters().values().stream()
                        .mapToLong(parameter -> parameter.getShape().size())
                        .sum())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "resnet-18, cifar, '3,16,16', '2,4,16,16', '2,16,4,4'",
        "resnet-50, cifar, '3,16,16', '2,16,16,16', '2,64,4,4'",
        "resnet-18, imagenet, '3,32,40', '2,4,8,10', '2,16,2,3'",
        "resnet-1d, cifar, '2,24', '2,4,24', '2,16,6'",
        "resnet-1d, imagenet, '2,64', '2,4,16', '2,16,4'",
        "mlp, cifar, '7', '2,4', '2,16'"
    })
    void branchesBringEveryStageToTheDeepestSize(String kind, String stem, String sample, String first, String third) {
        Weights weights = new Weights(manager, DataType.FLOAT32, 0);
        Shape shape = shape(sample);
        Encoder encoder = settings(kind, stem, 4, true).build(weights, "encoder", shape);

        Encoder.Features features = encoder.apply(manager.ones(new Shape(2).addAll(shape)), true);

        assertThat(features.shallow().get(0).getShape()).isEqualTo(shape(first));
        assertThat(features.shallow().get(2).getShape()).isEqualTo(shape(third));
        assertThat(features.pooled().getShape()).isEqualTo(new Shape(2, encoder.featureSize()));
        for (int s = 0; s < Encoder.STAGES - 1; s++) {
            Branch.Exit exit = encoder.branch(weights, "branch" + s, s)
                    .apply(features.shallow().get(s), true);
            assertThat(exit.pooled().getShape()).isEqualTo(new Shape(2, encoder.featureSize()));
        }
    }

    @Test
    void shapeOfTheSamplesDecidesWhatAutoIs() {
        EncoderSettings auto = settings("auto", "cifar", 4, false);

        assertThat(auto.kindFor(new Shape(3, 32, 32))).isEqualTo(Kind.RESNET_18);
        assertThat(auto.kindFor(new Shape(3, 100))).isEqualTo(Kind.RESNET_1D);
        assertThat(auto.kindFor(new Shape(30))).isEqualTo(Kind.MLP);
    }

    @Test
    void encoderThatDoesNotFitTheSamplesIsNamedWithTheirShape() {
        assertThat(settings("mlp", "cifar", 4, false).problem(new Shape(3, 32, 32), false))
                .hasValue("encoder is mlp, which takes samples of 1 dimensions; the data set's are (3, 32, 32)");
        assertThat(settings("resnet-50", "cifar", 4, false).problem(new Shape(3, 32, 32), true))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"cifar, 8", "imagenet, 29"})
    void lengthsTooShortForTheBranchesAreRefusedAndTheLeastOneWorks(String stem, int least) {
        EncoderSettings settings = settings("resnet-1d", stem, 4, false);

        assertThat(settings.problem(new Shape(1, least - 1), true))
                .hasValue("samples are (1, " + (least - 1) + "), the branches of resnet-1d need lengths of at least "
                        + least);
        assertThat(settings.problem(new Shape(1, least - 1), false)).isEmpty();
        assertThat(settings.problem(new Shape(1, least), true)).isEmpty();
        assertThat(objective(settings, new Shape(1, least), new Weights(manager, DataType.FLOAT64, 0))
                        .getDouble())
                .isPositive();
    }

    /** Every parameter's first values against central differences; over few values batch normalization curves strongly. */
    @ParameterizedTest
    @CsvSource({
        "resnet-50, cifar, '1,8,8', false",
        "resnet-18, imagenet, '1,29,29', true",
        "resnet-1d, imagenet, '1,29', true",
        "resnet-1d, cifar, '1,8', false",
        "mlp, cifar, '5', false"
    })
    void gradientsAgreeWithDifferences(String kind, String stem, String sample, boolean depthwise) {
        EncoderSettings settings = settings(kind, stem, 1, depthwise);
        Weights weights = new Weights(manager, DataType.FLOAT64, 3);
        Network network = new Network(settings, shape(sample), weights);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(network.objective());
        }
        weights.parameters().forEach((name, parameter) -> check(name, parameter, network));
    }

    private void check(String name, NDArray parameter, Network network) {
        double[] gradient = parameter.getGradient().toDoubleArray();
        double[] values = parameter.toDoubleArray();
        for (int i = 0; i < Math.min(CHECKED, values.length); i++) {
            double difference =
                    (at(parameter, values, i, STEP, network) - at(parameter, values, i, -STEP, network)) / (2 * STEP);
            assertThat(gradient[i])
                    .as("%s[%d]", name, i)
                    .isCloseTo(difference, within(1e-4 * Math.max(1, Math.abs(difference))));
        }
    }

    private double at(NDArray parameter, double[] values, int index, double change, Network network) {
        double[] moved = values.clone();
        moved[index] += change;
        parameter.set(new NDIndex("..."), manager.create(moved, parameter.getShape()));
        double result = network.objective().getDouble();
        parameter.set(new NDIndex("..."), manager.create(values, parameter.getShape()));
        return result;
    }

    private NDArray objective(EncoderSettings settings, Shape sample, Weights weights) {
        return new Network(settings, sample, weights).objective();
    }

    /** An encoder with its branches, and a scalar that depends on every one of their outputs. */
    private final class Network {
        private final Encoder encoder;
        private final Branch[] branches = new Branch[Encoder.STAGES - 1];
        private final NDArray samples;

        Network(EncoderSettings settings, Shape sample, Weights weights) {
            encoder = settings.build(weights, "encoder", sample);
            Arrays.setAll(branches, s -> encoder.branch(weights, "branch" + s, s));
            double[] values = new Random(7).doubles(4 * sample.size(), -2, 2).toArray();
            samples = manager.create(values, new Shape(4).addAll(sample));
        }

        NDArray objective() {
            Encoder.Features features = encoder.apply(samples, true);
            NDArray sum = weighted(features.pooled());
            for (int s = 0; s < branches.length; s++) {
                sum = sum.add(weighted(
                        branches[s].apply(features.shallow().get(s), true).pooled()));
            }
            return sum;
        }

        private NDArray weighted(NDArray pooled) {
            double[] factors = new Random(11).doubles(pooled.size()).toArray();
            return pooled.mul(manager.create(factors, pooled.getShape())).sum();
        }
    }

    private static EncoderSettings settings(String kind, String stem, int width, boolean depthwise) {
        Map<String, Stem> stems = Map.of("cifar", Stem.CIFAR, "imagenet", Stem.IMAGENET);
        return new EncoderSettings(Kind.of(kind), stems.getOrDefault(stem, Stem.CIFAR), width, depthwise);
    }

    private static Shape shape(String text) {
        return new Shape(
                Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray());
    }
}
