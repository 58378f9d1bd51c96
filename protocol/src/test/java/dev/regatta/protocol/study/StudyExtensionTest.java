package dev.regatta.protocol.study;

import static dev.regatta.protocol.study.StudyFiles.valid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds that are changed while a study runs are held to the rules of its file. */
class StudyExtensionTest {
    private static final StudySpec STUDY = valid("name: s\ntrials: 9\n");

    private static List<String> errors(StudySpec study, String body) {
        return StudyExtension.parse(body, study).errors().stream()
                .map(error -> error.path() + ": " + error.message())
                .toList();
    }

    @Test
    void whatIsNamedIsChanged() {
        StudyExtension extension =
                StudyExtension.parse("{\"trials\": 20, \"budget\": {\"cost\": 5, \"no_improvement\": 3}}", STUDY);

        assertThat(extension.errors()).isEmpty();
        assertThat(extension.trials()).contains(20);
        assertThat(extension.budget())
                .isEqualTo(new Budget(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(3),
                        Optional.of(5.0),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{trials: 0} | trials: trials is 0, must be ≥ 1",
                "{trials: 100001} | trials: trials is 100001, must be ≤ 100000",
                "{trials: many} | trials: trials is \"many\", must be a whole number from 1 to 100000",
                "{trails: 9, trials: 9} | trails: there is no key trails here, did you mean trials?",
                "{budget: {wall_hours: -1}} | budget.wall_hours: wall_hours is -1.0, must be ≥ 0.0",
                "{budget: {no_improvement: 0}} | budget.no_improvement: no_improvement is 0, must be ≥ 1",
                "{budget: {target: .nan}} | budget.target: target is NaN, must be ≥ -1.7976931348623157E308",
                "{budget: {hours: 1, cost: 2}} | budget.hours: there is no key hours here, did you mean cost?",
                "{budget: 7} | budget: budget is 7, must be a mapping",
                "{} | : an extension must name trials or a bound of the budget",
                "[] | : an extension must be a mapping with trials or budget"
            })
    void anErrorNamesItsPlaceTheValueAndTheBound(String body, String error) {
        assertThat(errors(STUDY, body)).containsExactly(error);
    }

    @Test
    void noTargetIsForSeveralObjectives() {
        StudySpec several = valid("name: s\ntrials: 9\nobjectives: [{metric: a}, {metric: b}]");
        assertThat(errors(several, "{budget: {target: 1}}"))
                .containsExactly("budget.target: target cannot be used with several objectives");
    }
}
