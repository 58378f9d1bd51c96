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

    /**
     * Notes every parent that is unknown, cannot have the value, or depends on its own child.
     *
     * @param enqueue points, which may have other values than are fixed
     */
    static void check(Section ranges, Map<String, Range> parameters, Parameters fixed, List<Parameters> enqueue) {
        parameters.forEach((name, range) -> range.when()
                .filter(Condition::isNotEmpty)
                .ifPresent(condition -> {
                    Section when = ranges.section(name).section(KEY);
                    condition.parents().forEach((parent, values) -> {
                        Range sampled = parameters.get(parent);
                        if (sampled == null) {
                            checkFixed(when, parent, values, fixed, enqueue);
                        } else {
                            checkSampled(when, parent, values, sampled);
                        }
                    });
                    if (dependsOn(name, name, parameters, new HashSet<>())) {
                        ranges.section(name).error(KEY, name + " depends on itself through when");
                    }
                }));
    }

    private static void checkFixed(
            Section when, String parent, List<Object> values, Parameters fixed, List<Parameters> enqueue) {
        Optional<Object> value = fixed.get(parent);
        if (value.isEmpty()) {
            when.error(parent, "there is no parameter " + parent + " in parameters or fixed");
        } else if (!values.contains(value.get())
                && enqueue.stream()
                        .noneMatch(point ->
                                point.get(parent).filter(values::contains).isPresent())) {
            when.error(parent, parent + " is fixed at " + value.get() + ", must be one of " + values);
        }
    }

    private static void checkSampled(Section when, String parent, List<Object> values, Range range) {
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
