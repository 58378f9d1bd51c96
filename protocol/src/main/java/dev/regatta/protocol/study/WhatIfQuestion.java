package dev.regatta.protocol.study;

import dev.regatta.protocol.api.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What would have been with another pruner, or another sampler: one of the two.
 *
 * @param errors everything that is wrong with it; then both are empty
 */
public record WhatIfQuestion(Optional<PrunerSpec> pruner, Optional<SamplerSpec> sampler, List<FieldError> errors) {

    private static final List<String> KEYS = List.of("pruner", "sampler");

    public WhatIfQuestion {
        errors = List.copyOf(errors);
    }

    /** Reads {@code pruner} or {@code sampler} as a study file has it, in YAML or JSON. Never throws for what a user wrote. */
    public static WhatIfQuestion parse(String text, StudySpec study) {
        List<FieldError> errors = new ArrayList<>();
        return StudyDocument.read(text, "the question must be a mapping with pruner or sampler", errors)
                .map(tree -> read(new Section("", tree, errors), study, errors))
                .orElseGet(() -> wrong(errors));
    }

    private static WhatIfQuestion read(Section root, StudySpec study, List<FieldError> errors) {
        root.allow(KEYS);
        boolean pruner = root.value("pruner").isPresent();
        if (pruner == root.value("sampler").isPresent()) {
            errors.add(new FieldError("", "must have either pruner or sampler"));
            return wrong(errors);
        }
        WhatIfQuestion question = pruner
                ? new WhatIfQuestion(
                        Optional.of(PrunerReader.read(root.section("pruner"), StudySpecReader.epochs(study.fixed()))),
                        Optional.empty(),
                        List.of())
                : new WhatIfQuestion(
                        Optional.empty(), Optional.of(SamplerReader.read(root.section("sampler"))), List.of());
        return errors.isEmpty() ? question : wrong(errors);
    }

    private static WhatIfQuestion wrong(List<FieldError> errors) {
        return new WhatIfQuestion(Optional.empty(), Optional.empty(), errors);
    }
}
