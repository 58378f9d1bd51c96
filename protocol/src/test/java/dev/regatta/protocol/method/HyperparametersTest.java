package dev.regatta.protocol.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.study.Parameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HyperparametersTest {

    @ParameterizedTest
    @EnumSource(Method.class)
    void everyPresetOfEveryMethodIsValid(Method method) {
        for (Preset preset : Preset.values()) {
            assertThat(Hyperparameters.validate(Hyperparameters.defaultsOf(method, preset)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void everyParameterThatAMethodUsesHasADefaultExceptTheSeed(Method method) {
        for (Preset preset : Preset.values()) {
            assertThat(Hyperparameters.of(method))
                    .filteredOn(used -> used.defaultIn(method, preset).isEmpty())
                    .extracting(Hyperparameter::name)
                    .containsExactly("seed");
        }
    }

    @Test
    void defaultsOfAMethodsOwnAreOnlyThoseOfMethodsThatUseTheParameter() {
        assertThat(Hyperparameters.all())
                .allSatisfy(hyperparameter -> assertThat(hyperparameter.methods())
                        .containsAll(hyperparameter.own().keySet()));
    }

    @Test
    void eachMethodsPaperPresetHoldsItsOwnPublishedSettings() {
        assertThat(Hyperparameters.defaultsOf(Method.IDFD, Preset.PAPER).values())
                .containsEntry("method", "idfd")
                .containsEntry("learning_rate", 0.03)
                .containsEntry("weight_decay", 5e-4)
                .containsEntry("batch_size", 128L)
                .containsEntry("temperature", 1.0)
                .containsEntry("memory_momentum", 0.5)
                .containsEntry("decorrelation_temperature", 2.0);
        assertThat(Hyperparameters.defaultsOf(Method.CONCURL, Preset.PAPER).values())
                .containsEntry("learning_rate", 0.015)
                .containsEntry("temperature", 0.85)
                .containsEntry("negatives", 4096L)
                .containsEntry("projections", 64L)
                .containsEntry("projection_dim", 152L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "auto; ''",
                "60; ''",
                "60,120,2; ''",
                "60,1; head_clusters has the number 1, must be from 2 to 100000",
                "60,100001; head_clusters has the number 100001, must be from 2 to 100000",
                "60,; head_clusters is \"60,\", must be auto, or 1 to 16 whole numbers as in \"60,120\"",
                "60 120; head_clusters is \"60 120\", must be auto, or 1 to 16 whole numbers as in \"60,120\"",
                "2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2; head_clusters is \"2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2\", "
                        + "must be auto, or 1 to 16 whole numbers as in \"60,120\""
            })
    void clustersOfHeadsAreListedWithCommas(String value, String problem) {
        Hyperparameter hyperparameter = Hyperparameters.of(Method.DEEPCLUSTER_V2).stream()
                .filter(used -> used.name().equals("head_clusters"))
                .findFirst()
                .orElseThrow();

        assertThat(hyperparameter.problem(value).orElse("")).isEqualTo(problem);
        assertThat(hyperparameter.problem(60L)).isPresent();
    }

    @Test
    void theMethodThatIsNamedDecidesTheDefaults() {
        Parameters completed = Hyperparameters.complete(new Parameters(Map.of("method", "id", "preset", "paper")));

        assertThat(completed.values()).containsEntry("batch_size", 128L).containsEntry("method", "id");
    }

    @Test
    void whatTheMethodDoesNotUseIsLeftOutOfItsUsedParameters() {
        Parameters used = Hyperparameters.used(new Parameters(Map.of("method", "raw-pixels", "kd_alpha", 0.5)));

        assertThat(used.values())
                .containsEntry("method", "raw-pixels")
                .containsKey("probe_epochs")
                .doesNotContainKeys("kd_alpha", "width", "epochs");
    }

    @Test
    void paperPresetHoldsThePublishedSettings() {
        assertThat(Hyperparameters.defaultsOf(Method.DEEPCLUSTER_KD, Preset.PAPER)
                        .values())
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
        assertThat(messages(Map.of("method", "simclr")))
                .containsExactly("method is \"simclr\", must be one of " + String.join(", ", Method.ids()));
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

    @Test
    void epochsAreKnownOfWhatTheCatalogueTrains() {
        assertThat(Hyperparameters.epochs(new Parameters(Map.of("epochs", 7)))).contains(7L);
        assertThat(Hyperparameters.epochs(new Parameters(Map.of("method", "deepcluster-kd"))))
                .isPresent();
        assertThat(Hyperparameters.epochs(new Parameters(Map.of("method", "random-init"))))
                .isEmpty();
        assertThat(Hyperparameters.epochs(new Parameters(Map.of("method", "exec", "steps", 40))))
                .isEmpty();
    }

    private static List<String> messages(Map<String, Object> values) {
        return Hyperparameters.validate(new Parameters(values)).stream()
                .map(Problem::message)
                .toList();
    }
}
