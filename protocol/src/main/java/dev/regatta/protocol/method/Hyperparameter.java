package dev.regatta.protocol.method;

import java.util.Map;
import java.util.Optional;

/**
 * One setting of a training run.
 *
 * @param name snake case
 * @param description one line for people
 * @param domain the values it may take
 * @param defaults its value in each preset; a preset that is absent leaves it unset
 */
public record Hyperparameter(String name, String description, Domain domain, Map<Preset, Object> defaults) {

    public Hyperparameter {
        defaults = Map.copyOf(defaults);
    }

    /** Its value in {@code preset}: a {@link Long}, {@link Double}, {@link Boolean} or {@link String}. */
    public Optional<Object> defaultIn(Preset preset) {
        return Optional.ofNullable(defaults.get(preset));
    }

    /** What is wrong with {@code value}, as a whole sentence; empty: nothing. */
    public Optional<String> problem(Object value) {
        return domain.problem(value).map(end -> name + " " + end);
    }
}
