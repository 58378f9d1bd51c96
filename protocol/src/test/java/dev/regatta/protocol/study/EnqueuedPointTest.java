package dev.regatta.protocol.study;

import static dev.regatta.protocol.study.StudyFiles.valid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Points that users ask for while a study runs are held to the rules of its file. */
class EnqueuedPointTest {
    private static final StudySpec OWN = valid("""
            name: s
            trials: 9
            workload: external
            parameters:
              momentum: {type: float, low: 0, high: 100}
              layers: {type: int, low: 1, high: 8}
              kind: {type: categorical, choices: [a, 2]}
            fixed: {steps: 5}
            """);

    private static List<String> errors(StudySpec study, String point) {
        EnqueuedPoint read = EnqueuedPoint.parse(point, study);
        assertThat(read.parameters()).isEqualTo(Parameters.NONE);
        return read.errors().stream()
                .map(error -> error.path() + ": " + error.message())
                .toList();
    }

    @Test
    void aProgramsOwnParametersTakeWhatTheirKindAllowsWhateverTheCatalogueSaysOfSuchAName() {
        EnqueuedPoint point =
                EnqueuedPoint.parse("{\"momentum\": 5, \"layers\": 9, \"kind\": \"b\", \"steps\": 6}", OWN);

        assertThat(point.errors()).isEmpty();
        assertThat(point.parameters())
                .isEqualTo(new Parameters(Map.of("momentum", 5.0, "layers", 9L, "kind", "b", "steps", 6L)));
    }

    @Test
    void everyErrorIsNamedWithItsPath() {
        assertThat(errors(OWN, "{momentum: hi, layers: 1.5, kind: null, stepz: 1}"))
                .containsExactly(
                        "stepz: there is no parameter stepz in parameters or fixed",
                        "momentum: momentum is \"hi\", must be a number",
                        "layers: layers is 1.5, must be a whole number",
                        "kind: kind is missing");
        assertThat(errors(OWN, "[1]")).containsExactly(": the point must be a mapping of parameters");
        assertThat(errors(OWN, "{x: [")).hasSize(1);
    }

    @Test
    void aTrainedStudysPointIsHeldToTheCatalogue() {
        StudySpec trained = valid("name: s\ntrials: 9\nfixed: {epochs: 4}");

        assertThat(EnqueuedPoint.parse("{method: random-init}", trained).errors())
                .isEmpty();
        assertThat(errors(trained, "{learning_rate: -1}"))
                .singleElement()
                .asString()
                .contains("-1.0, must be");
        assertThat(errors(trained, "{learning_rat: 1}"))
                .singleElement()
                .asString()
                .contains("learning_rate");
        assertThat(errors(trained, "{warmup_epochs: 5}"))
                .containsExactly(": warmup_epochs is 5, must be ≤ epochs, which is 4");
        assertThat(errors(trained, "{method: raw-pixels, negatives: 9}"))
                .singleElement()
                .asString()
                .contains("negatives has no effect on raw-pixels");
    }
}
