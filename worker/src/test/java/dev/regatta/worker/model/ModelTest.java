package dev.regatta.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.TestEngine;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTest {
    private final NDManager manager = TestEngine.manager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void stagesDoubleTheChannelsAndHalveTheSides() {
        ResNet18 encoder = new ResNet18(weights(0), "encoder", 3, 4);

        Encoder.Features features = encoder.apply(manager.ones(new Shape(2, 3, 16, 16)), true);

        assertThat(features.shallow())
                .extracting(NDArray::getShape)
                .containsExactly(new Shape(2, 4, 16, 16), new Shape(2, 8, 8, 8), new Shape(2, 16, 4, 4));
        assertThat(features.pooled().getShape()).isEqualTo(new Shape(2, 32));
    }

    @Test
    void paperSizedEncoderHasResNet18sNumberOfParameters() {
        try (Weights weights = weights(0)) {
            ResNet18 encoder = new ResNet18(weights, "encoder", 3, 64);

            assertThat(encoder.featureSize()).isEqualTo(512);
            // PyTorch's ResNet-18 with this stem and without its classifier.
            assertThat(weights.parameters().values().stream()
                            .mapToLong(parameter -> parameter.getShape().size())
                            .sum())
                    .isEqualTo(11_168_832);
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 16, 8", "8, 8, 4", "16, 4, 2", "4, 32, 8"})
    void branchesBringEveryStageToTheDeepestSize(int channels, int side, int kernel) {
        Branch branch = new ConvBranch(weights(0), "branch", channels, 32, kernel);

        assertThat(branch.apply(manager.ones(new Shape(2, channels, side, side)), true)
                        .pooled()
                        .getShape())
                .isEqualTo(new Shape(2, 32));
    }

    @Test
    void embeddingsHaveUnitLength() {
        Projector projector = new Projector(weights(0), "projector", 8, 16, 4);

        NDArray embeddings = projector.apply(manager.arange(24f).reshape(3, 8), true);

        for (float length : embeddings.square().sum(new int[] {1}).toFloatArray()) {
            assertThat((double) length).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void logitsAreDotProductsOverTheTemperature() {
        Prototypes prototypes = new Prototypes(weights(0), "prototypes", 2, 2, 0.5);
        prototypes.assign(new float[] {1, 0, 0, 1});

        assertThat(prototypes
                        .logits(manager.create(new float[] {0.6f, 0.8f}, new Shape(1, 2)))
                        .toFloatArray())
                .containsExactly(1.2f, 1.6f);
    }

    @Test
    void trainingMovesRunningStatisticsAndEvaluationUsesThem() {
        Weights weights = weights(0);
        Norm norm = new Norm(weights, "bn", 1);
        NDArray x = manager.create(new float[] {0, 2}, new Shape(2, 1));

        assertThat(norm.apply(x, true).toFloatArray()[1]).isCloseTo(1, within(1e-4f));
        float[] evaluated = norm.apply(x, false).toFloatArray();

        // Running mean 0.9·0 + 0.1·1, running variance 0.9·1 + 0.1·2 (the unbiased variance).
        assertThat(Objects.requireNonNull(weights.all().get("bn.running_mean")).getFloat())
                .isCloseTo(0.1f, within(1e-6f));
        assertThat(Objects.requireNonNull(weights.all().get("bn.running_var")).getFloat())
                .isCloseTo(1.1f, within(1e-6f));
        assertThat(evaluated[1]).isCloseTo((float) (1.9 / Math.sqrt(1.1)), within(1e-4f));
    }

    @Test
    void initialValuesDependOnSeedAndNameAlone() {
        Weights first = weights(1);
        Weights second = weights(1);
        new Projector(second, "other", 4, 4, 4);
        NDArray a = new Conv(first, "conv", 3, 4, 3, 1, 1).apply(manager.ones(new Shape(1, 3, 4, 4)));
        NDArray b = new Conv(second, "conv", 3, 4, 3, 1, 1).apply(manager.ones(new Shape(1, 3, 4, 4)));
        NDArray c = new Conv(weights(2), "conv", 3, 4, 3, 1, 1).apply(manager.ones(new Shape(1, 3, 4, 4)));

        assertThat(a.toFloatArray()).isEqualTo(b.toFloatArray()).isNotEqualTo(c.toFloatArray());
    }

    @Test
    void tensorsOutliveTheArraysTheyWereMadeFrom() {
        Weights weights = weights(3);
        NDArray tensor = weights.parameter("x", new Shape(100_000), Initializer.normal(1));
        float[] before = tensor.toFloatArray();
        for (int i = 0; i < 5; i++) {
            System.gc();
            manager.create(new float[100_000]).close();
        }

        assertThat(tensor.toFloatArray()).isEqualTo(before);
    }

    @Test
    void twoTensorsOfOneNameAreRefused() {
        Weights weights = weights(0);
        new Norm(weights, "bn", 1);

        assertThatThrownBy(() -> new Norm(weights, "bn", 1)).hasMessage("there are two tensors named bn.weight");
    }

    private Weights weights(long seed) {
        return new Weights(manager, DataType.FLOAT32, seed);
    }
}
