package dev.regatta.protocol.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values of one trial's parameters, in the order they were given: a {@link Long}, {@link Double}, {@link Boolean}
 * or {@link String} each.
 */
public record Parameters(@JsonValue Map<String, Object> values) {

    public static final Parameters NONE = new Parameters(Map.of());

    /** @throws IllegalArgumentException if a value is of another type, naming the parameter */
    @JsonCreator
    public Parameters {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(name, canonical(name, value)));
        values = Collections.unmodifiableMap(copy);
    }

    /** The same parameters with {@code name} set to {@code value}. */
    public Parameters with(String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return new Parameters(copy);
    }

    /** These parameters, completed by those of {@code defaults} that are not set here. */
    public Parameters orElse(Parameters defaults) {
        Map<String, Object> merged = new LinkedHashMap<>(defaults.values);
        merged.putAll(values);
        return new Parameters(merged);
    }

    public Optional<Object> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static Object canonical(String name, Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float f) {
            return f.doubleValue();
        }
        if (value instanceof Long || value instanceof Double || value instanceof Boolean || value instanceof String) {
            return value;
        }
        throw new IllegalArgumentException(
                "parameter " + name + " is " + value + ", must be a number, a text or true/false");
    }
}
