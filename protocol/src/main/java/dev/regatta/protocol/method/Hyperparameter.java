package dev.regatta.protocol.method;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One setting of a training run.
 *
 * @param name snake case
 * @param description one line for people
 * @param domain the values it may take
 * @param methods those that use it; the others' trials may have it too, without effect
 * @param defaults its value in each preset; a preset that is absent leaves it unset
 * @param own defaults of the methods whose own differ from these
 */
public record Hyperparameter(
        String name,
        String description,
        Domain domain,
        Set<Method> methods,
        Map<Preset, Object> defaults,
        Map<Method, Map<Preset, Object>> own) {

    public Hyperparameter {
        methods = Collections.unmodifiableSet(new LinkedHashSet<>(methods));
        defaults = Map.copyOf(defaults);
        own = Map.copyOf(own);
    }

    /** One that every method uses, with the same defaults. */
    public Hyperparameter(String name, String description, Domain domain, Map<Preset, Object> defaults) {
        this(name, description, domain, EnumSet.allOf(Method.class), defaults, Map.of());
    }

    /** Its value in {@code preset}: a {@link Long}, {@link Double}, {@link Boolean} or {@link String}. */
    public Optional<Object> defaultIn(Preset preset) {
        return Optional.ofNullable(defaults.get(preset));
    }

    /** Its value in {@code method}'s {@code preset}. */
    public Optional<Object> defaultIn(Method method, Preset preset) {
        return Optional.ofNullable(own.getOrDefault(method, defaults).get(preset));
    }

    public boolean usedBy(Method method) {
        return methods.contains(method);
    }

    /** What is wrong with {@code value}, as a whole sentence; empty: nothing. */
    public Optional<String> problem(Object value) {
        return domain.problem(value).map(end -> name + " " + end);
    }
}
