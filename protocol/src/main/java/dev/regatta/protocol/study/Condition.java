package dev.regatta.protocol.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When a parameter is part of a trial: if every parent has one of the values named for it. A parent that is itself left
 * out has none, so conditions nest. {@code when: {optimizer: [adam]}} in a study file.
 *
 * @param parents the admitted values, by the parent's name
 */
public record Condition(@JsonValue Map<String, List<Object>> parents) {

    @JsonCreator
    public Condition {
        Map<String, List<Object>> copy = new LinkedHashMap<>();
        parents.forEach((name, values) ->
                copy.put(name, values.stream().map(Condition::canonical).toList()));
        parents = Collections.unmodifiableMap(copy);
    }

    /** True if the values chosen so far meet it. */
    public boolean holds(Map<String, Object> chosen) {
        for (Map.Entry<String, List<Object>> parent : parents.entrySet()) {
            Object value = chosen.get(parent.getKey());
            if (value == null || !parent.getValue().contains(value)) {
                return false;
            }
        }
        return true;
    }

    boolean isNotEmpty() {
        return !parents.isEmpty();
    }

    private static Object canonical(Object value) {
        return value instanceof Integer whole ? (Object) whole.longValue() : value;
    }
}
