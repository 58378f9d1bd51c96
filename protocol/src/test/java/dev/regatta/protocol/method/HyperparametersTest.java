package dev.regatta.protocol.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.study.Parameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HyperparametersTest {

    @ParameterizedTest
    @EnumSource(Preset.class)
    void everyPresetIsValid(Preset preset) {
        assertThat(Hyperparameters.validate(Hyperparameters.defaultsOf(preset))).isEmpty();
    }

    @Test
    void paperPresetHoldsThePublishedSettings() {
        assertThat(Hyperparameters.defaultsOf(Preset.PAPER).values())
                .containsEntry("epochs", 150L)
                .containsEntry("batch_size", 256L)
                .containsEntry("learning_rate", 0.06)
                .containsEntry("start_learning_rate", 1e-6)
                .containsEntry("final_learning_rate", 3e-4)
                .containsEntry("warmup_epochs", 5L)
                .containsEntry("weight_decay", 1e-6)
                .containsEntry("temperature", 0.5)
                .containsEntry("clusters", 60L)
                .containsEntry("prototype_freeze_steps", 5000L)
                .containsEntry("kd_alpha", 0.9)
                .containsEntry("kd_lambda", 1e-5)
                .containsEntry("width", 64L)
                .doesNotContainKey("seed");
    }

    @Test
    void everyProblemNamesTheValueAndTheBound() {
        assertThat(messages(Map.of("learning_rate", 3.0))).containsExactly("learning_rate is 3.0, must be ≤ 1.0");
        assertThat(messages(Map.of("batch_size", 1))).containsExactly("batch_size is 1, must be ≥ 2");
        assertThat(messages(Map.of("batch_size", 8.5))).containsExactly("batch_size is 8.5, must be a whole number");
        assertThat(messages(Map.of("momentum", "high"))).containsExactly("momentum is \"high\", must be a number");
        assertThat(messages(Map.of("momentum", Double.NaN))).containsExactly("momentum is NaN, must be a number");
        assertThat(messages(Map.of("probe_standardize", 1)))
                .containsExactly("probe_standardize is 1, must be true or false");
        assertThat(messages(Map.of("method", "deepcluster")))
                .containsExactly(
                        "method is \"deepcluster\", must be one of random-init, deepcluster-v2, deepcluster-kd");
    }

    @Test
    void boundsThemselvesAreAllowed() {
        assertThat(messages(Map.of("kd_alpha", 0.0))).isEmpty();
        assertThat(messages(Map.of("kd_alpha", 1))).isEmpty();
    }

    @Test
    void unknownNameIsRefusedWithTheNearestOne() {
        assertThat(messages(Map.of("learningrate", 0.1)))
                .containsExactly("there is no hyperparameter learningrate, did you mean learning_rate?");
    }

    @Test
    void severalProblemsAreAllReported() {
        assertThat(Hyperparameters.validate(new Parameters(Map.of("epochs", 0, "width", 0))))
                .extracting(Problem::parameter)
                .containsExactlyInAnyOrder("epochs", "width");
    }

    @Test
    void warmupLongerThanTheRunIsRefused() {
        assertThat(messages(Map.of("preset", "paper", "epochs", 4)))
                .containsExactly("warmup_epochs is 5, must be ≤ epochs, which is 4");
    }

    @Test
    void namedPresetCompletesWhatIsNotSet() {
        Parameters completed = Hyperparameters.complete(new Parameters(Map.of("preset", "paper", "epochs", 7)));

        assertThat(completed.values()).containsEntry("epochs", 7L).containsEntry("width", 64L);
        assertThat(Hyperparameters.complete(Parameters.NONE).values()).containsEntry("width", 16L);
    }

    private static List<String> messages(Map<String, Object> values) {
        return Hyperparameters.validate(new Parameters(values)).stream()
                .map(Problem::message)
                .toList();
    }
}
