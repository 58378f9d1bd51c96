package dev.regatta.protocol.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code when} of a parameter, and holds all conditions of a space against its parameters. */
final class ConditionReader {

    static final String KEY = "when";

    private ConditionReader() {}

    /** Each parent's admitted values: a list, or one value alone. */
    static Optional<Condition> read(Section parameter) {
        if (parameter.value(KEY).isEmpty()) {
            return Optional.empty();
        }
        Section when = parameter.section(KEY);
        Map<String, List<Object>> parents = new LinkedHashMap<>();
        for (String parent : when.keys()) {
            List<Object> values = values(when, parent);
            if (values.isEmpty()) {
                when.error(parent, parent + " has no value, must have at least 1");
            }
            parents.put(parent, values);
        }
        return Optional.of(new Condition(parents));
    }

    private static List<Object> values(Section when, String parent) {
        List<Object> values = new ArrayList<>();
        Optional<JsonNode> node = when.value(parent);
        if (node.isPresent() && node.get().isArray()) {
            node.get().forEach(value -> values.add(SpaceReader.scalar(value)));
        } else {
            node.ifPresent(value -> values.add(SpaceReader.scalar(value)));
        }
        return values;
    }

    /** Notes every parent that is unknown, cannot have the value, or depends on its own child. */
    static void check(Section ranges, Map<String, Range> parameters, Parameters fixed) {
        parameters.forEach((name, range) -> range.when()
                .filter(Condition::isNotEmpty)
                .ifPresent(condition -> {
                    Section when = ranges.section(name).section(KEY);
                    condition
                            .parents()
                            .forEach((parent, values) -> checkParent(when, parent, values, parameters, fixed));
                    if (dependsOn(name, name, parameters, new HashSet<>())) {
                        ranges.section(name).error(KEY, name + " depends on itself through when");
                    }
                }));
    }

    private static void checkParent(
            Section when, String parent, List<Object> values, Map<String, Range> parameters, Parameters fixed) {
        Range range = parameters.get(parent);
        if (range == null) {
            if (fixed.get(parent).isEmpty()) {
                when.error(parent, "there is no parameter " + parent + " in parameters or fixed");
            }
            return;
        }
        if (range instanceof Range.FloatRange) {
            when.error(parent, parent + " is a float, must be categorical or int to be depended on");
            return;
        }
        values.stream()
                .filter(value -> !range.contains(value))
                .findFirst()
                .ifPresent(value -> when.error(parent, parent + " is never " + value + ", must be one of its values"));
    }

    private static boolean dependsOn(String name, String target, Map<String, Range> parameters, Set<String> seen) {
        Range range = parameters.get(name);
        if (range == null || range.when().isEmpty() || !seen.add(name)) {
            return false;
        }
        Set<String> parents = range.when().get().parents().keySet();
        return parents.contains(target)
                || parents.stream().anyMatch(parent -> dependsOn(parent, target, parameters, seen));
    }
}
