package dev.regatta.protocol.study;

import dev.regatta.protocol.api.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/**
 * A point that a user asks a study to try, held to the same rules as one under {@code enqueue} of its file.
 *
 * @param errors everything that is wrong with it; then there are no parameters
 */
public record EnqueuedPoint(Parameters parameters, List<FieldError> errors) {

    public EnqueuedPoint {
        errors = List.copyOf(errors);
    }

    /** Reads a mapping of parameters, in JSON or YAML. Never throws for what a user wrote. */
    public static EnqueuedPoint parse(String text, StudySpec study) {
        List<FieldError> errors = new ArrayList<>();
        Parameters point = StudyDocument.read(text, "the point must be a mapping of parameters", errors)
                .map(tree -> new SpaceReader(study).point(new Section("", tree, errors)))
                .orElse(Parameters.NONE);
        return new EnqueuedPoint(errors.isEmpty() ? point : Parameters.NONE, errors);
    }
}
