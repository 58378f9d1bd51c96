package dev.regatta.coordinator.http;

import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.StudySpec;
import java.util.Optional;

/** Whether a study can try a point that a user asks for. Pure. */
final class EnqueuedPoint {

    private EnqueuedPoint() {}

    /** What is wrong with it, naming value and bound; empty if nothing is. */
    static Optional<String> problem(StudySpec study, Parameters point) {
        return point.values().entrySet().stream()
                .flatMap(entry -> problem(study, entry.getKey(), entry.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> problem(StudySpec study, String name, Object value) {
        boolean own =
                study.parameters().containsKey(name) || study.fixed().get(name).isPresent();
        return Hyperparameters.find(name)
                .map(hyperparameter -> hyperparameter.problem(value))
                .orElseGet(() -> own ? Optional.empty() : Hyperparameters.unknown(name));
    }
}
