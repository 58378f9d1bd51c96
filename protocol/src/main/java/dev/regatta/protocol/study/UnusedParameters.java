package dev.regatta.protocol.study;

import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.method.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds parameters that none of a study's methods could use. What only some of its methods use is in order: the others'
 * trials have it without effect.
 */
final class UnusedParameters {
    private UnusedParameters() {}

    /** Notes an error at each. */
    static void check(Section root, Map<String, Range> ranges, Parameters fixed, List<Parameters> enqueue) {
        Set<Method> all = new LinkedHashSet<>(sampled(ranges, fixed));
        enqueue.forEach(entry -> method(entry).ifPresent(all::add));
        check(root.section("parameters"), ranges.keySet(), all);
        check(root.section("fixed"), fixed.values().keySet(), all);
        List<Section> entries = root.sections("enqueue");
        for (int i = 0; i < entries.size(); i++) {
            checkPoint(entries.get(i), enqueue.get(i), ranges, fixed);
        }
    }

    /** Notes an error at each parameter of the point that its own method, or else none of the sampled ones, uses. */
    static void checkPoint(Section section, Parameters point, Map<String, Range> ranges, Parameters fixed) {
        Set<Method> own = method(point).map(Set::of).orElseGet(() -> sampled(ranges, fixed));
        check(section, point.values().keySet(), own);
    }

    /** The methods that trials have which the sampler alone decides. */
    private static Set<Method> sampled(Map<String, Range> ranges, Parameters fixed) {
        if (ranges.get("method") instanceof Range.Categorical methods) {
            return methods.choices().stream()
                    .flatMap(id -> Method.of(id.toString()).stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        return Set.of(method(fixed).orElse(Method.DEFAULT));
    }

    private static Optional<Method> method(Parameters parameters) {
        return parameters.get("method").flatMap(id -> Method.of(id.toString()));
    }

    private static void check(Section section, Set<String> names, Set<Method> methods) {
        for (String name : names) {
            Hyperparameters.find(name)
                    .filter(known -> methods.stream().noneMatch(known::usedBy))
                    .ifPresent(unused -> section.error(
                            name,
                            name + " has no effect on " + ids(methods.stream())
                                    + ", must be left out; it is a parameter of " + ids(unused.methods().stream())));
        }
    }

    private static String ids(Stream<Method> methods) {
        return methods.map(Method::id).collect(Collectors.joining(", "));
    }
}
