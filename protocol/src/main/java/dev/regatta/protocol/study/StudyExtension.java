package dev.regatta.protocol.study;

import dev.regatta.protocol.api.Problem.FieldError;
import dev.regatta.protocol.study.StudyFile.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a user changes of a study's bounds, held to the same rules as in its file.
 *
 * @param trials in all; empty: as many as before
 * @param budget the bounds that take the place of earlier ones
 * @param errors everything that is wrong with it; then it changes nothing
 */
public record StudyExtension(Optional<Integer> trials, Budget budget, List<FieldError> errors) {

    public StudyExtension {
        errors = List.copyOf(errors);
    }

    /** Reads {@code trials} and {@code budget}, in JSON or YAML. Never throws for what a user wrote. */
    public static StudyExtension parse(String text, StudySpec study) {
        List<FieldError> errors = new ArrayList<>();
        return StudyDocument.read(text, "an extension must be a mapping with trials or budget", errors)
                .map(tree -> read(new Section("", tree, errors), study))
                .filter(extension -> errors.isEmpty())
                .orElseGet(() -> new StudyExtension(Optional.empty(), Budget.UNBOUNDED, errors));
    }

    private static StudyExtension read(Section root, StudySpec study) {
        root.allow(List.of("trials", "budget"));
        Optional<Integer> trials = root.whole("trials", 1, Bounds.MAX_TRIALS).map(Long::intValue);
        Budget budget = Budget.readChanges(root.section("budget"), study);
        if (!root.hasErrors() && trials.isEmpty() && budget.equals(Budget.UNBOUNDED)) {
            root.error("", "an extension must name trials or a bound of the budget");
        }
        return new StudyExtension(trials, budget, List.of());
    }
}
