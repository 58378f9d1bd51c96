package dev.regatta.protocol.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.method.Domain;
import dev.regatta.protocol.method.Hyperparameter;
import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.method.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a study varies and what it holds: {@code parameters}, {@code fixed} and {@code enqueue}. */
final class SpaceReader {
    /** What YAML 1.1 takes for a text, for want of a point, and everyone else for a number. */
    private static final Pattern EXPONENT_ONLY = Pattern.compile("[-+]?[0-9]+[eE][-+]?[0-9]+");

    private final ParameterNames names;
    private final Map<String, Range> parameters = new LinkedHashMap<>();
    private final Parameters fixed;
    private final List<Parameters> enqueue = new ArrayList<>();

    SpaceReader(Section root, ParameterNames names) {
        this.names = names;
        Section ranges = root.section("parameters");
        for (String name : ranges.keys()) {
            names.ofRange(ranges, name)
                    .flatMap(hyperparameter -> RangeReader.read(ranges.section(name), hyperparameter))
                    .ifPresent(range -> parameters.put(name, range));
        }
        Section held = root.section("fixed");
        for (String name : held.keys()) {
            if (ranges.value(name).isPresent()) {
                held.error(name, name + " is in parameters too, must be in one of the two");
            }
        }
        fixed = values(held);
        Set<String> known = new HashSet<>(ranges.keys());
        known.addAll(held.keys());
        root.sections("enqueue").forEach(entry -> enqueue.add(point(entry, known)));
        ConditionReader.check(ranges, parameters, fixed, enqueue);
        if (!root.hasErrors() && !names.isFree()) {
            UnusedParameters.check(root, parameters, fixed, enqueue);
            checkTogether(root);
        }
    }

    /** Reads further points of a study that was read before. */
    SpaceReader(StudySpec study) {
        names = new ParameterNames(study.workload().freeParameters());
        parameters.putAll(study.parameters());
        fixed = study.fixed();
    }

    /** The values of a point to be tried, of their parameters' kinds: ranges are for what is sampled, and do not bound it. */
    Parameters point(Section point) {
        Set<String> known = new HashSet<>(parameters.keySet());
        known.addAll(fixed.values().keySet());
        Parameters values = point(point, known);
        if (!point.hasErrors() && !names.isFree()) {
            UnusedParameters.checkPoint(point, values, parameters, fixed);
            for (Parameters corner : corners(values.orElse(fixed))) {
                problems(corner).ifPresent(message -> point.error("", message));
            }
        }
        return values;
    }

    private Parameters point(Section point, Set<String> known) {
        point.keys().stream()
                .filter(name -> names.isFree() && !known.contains(name) && !name.equals(ParameterNames.SEED))
                .forEach(name -> point.error(name, "there is no parameter " + name + " in parameters or fixed"));
        return values(point);
    }

    Map<String, Range> parameters() {
        return parameters;
    }

    Parameters fixed() {
        return fixed;
    }

    List<Parameters> enqueue() {
        return enqueue;
    }

    /** The parameter's value as its domain has it; empty if it is no value of that domain, which is then noted. */
    static Optional<Object> value(Section section, String key, JsonNode node, Hyperparameter hyperparameter) {
        if (hyperparameter.domain() instanceof Domain.Scalar && (!node.isValueNode() || node.isNull())) {
            section.error(key, key + " is " + node + ", must be a number, a text or true/false");
            return Optional.empty();
        }
        Object value = scalar(node);
        if (hyperparameter.domain() instanceof Domain.Floats) {
            value = asDouble(value);
        }
        Optional<String> problem = hyperparameter.problem(value);
        problem.ifPresent(message -> section.error(key, message));
        return problem.isPresent() ? Optional.empty() : Optional.of(value);
    }

    private Parameters values(Section section) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : section.keys()) {
            names.ofValue(section, name, parameters)
                    .flatMap(hyperparameter ->
                            section.required(name).flatMap(node -> value(section, name, node, hyperparameter)))
                    .ifPresent(value -> values.put(name, value));
        }
        return new Parameters(values);
    }

    static Object scalar(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isTextual() ? node.textValue() : node.toString();
    }

    static Object asDouble(Object value) {
        if (value instanceof Long whole) {
            return whole.doubleValue();
        }
        return value instanceof String text && EXPONENT_ONLY.matcher(text).matches()
                ? (Object) Double.valueOf(text)
                : value;
    }

    /** Bounds between parameters, at the corner of the space where they are met last. */
    private void checkTogether(Section root) {
        for (Parameters corner : corners(fixed)) {
            problems(corner).ifPresent(message -> root.error("parameters", message));
        }
        for (int i = 0; i < enqueue.size(); i++) {
            for (Parameters corner : corners(enqueue.get(i).orElse(fixed))) {
                String key = "enqueue[" + i + "]";
                problems(corner).ifPresent(message -> root.error(key, message));
            }
        }
    }

    private static Optional<String> problems(Parameters corner) {
        return Hyperparameters.validate(corner).stream().map(Problem::message).findFirst();
    }

    private List<Parameters> corners(Parameters given) {
        Parameters corner = new Parameters(given.values());
        corner = extreme(corner, "epochs", true);
        corner = extreme(corner, "warmup_epochs", false);
        if (parameters.get("kmeans_init") instanceof Range.Categorical inits
                && inits.choices().contains("previous")) {
            corner = corner.orElse(new Parameters(Map.of("kmeans_init", "previous")));
        }
        List<Parameters> corners = new ArrayList<>();
        if (given.get("preset").isEmpty() && parameters.get("preset") instanceof Range.Categorical presets) {
            for (Object preset : presets.choices()) {
                corners.add(corner.with("preset", preset));
            }
        }
        return corners.isEmpty() ? List.of(corner) : corners;
    }

    private Parameters extreme(Parameters given, String name, boolean lowest) {
        Range range = parameters.get(name);
        if (range == null || given.get(name).isPresent()) {
            return given;
        }
        if (range instanceof Range.IntRange ints) {
            return given.with(name, lowest ? ints.low() : ints.high());
        }
        List<Long> choices = ((Range.Categorical) range)
                .choices().stream().map(Long.class::cast).sorted().toList();
        return given.with(name, choices.get(lowest ? 0 : choices.size() - 1));
    }
}
