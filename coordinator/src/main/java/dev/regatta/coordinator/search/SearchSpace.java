package dev.regatta.coordinator.search;

import dev.regatta.protocol.study.Condition;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a sampler chooses from: the parameters' ranges, parents before their children, with those left out that are given.
 * Immutable.
 */
public final class SearchSpace {

    private final List<Dimension> dimensions;
    private final Parameters given;

    private SearchSpace(List<Dimension> dimensions, Parameters given) {
        this.dimensions = List.copyOf(dimensions);
        this.given = given;
    }

    public static SearchSpace of(Map<String, Range> parameters) {
        return of(parameters, Parameters.NONE);
    }

    /**
     * @param given values that are not sampled: fixed ones, and those of an enqueued trial; conditions see them
     * @throws IllegalArgumentException if a parameter depends on itself, naming it
     */
    public static SearchSpace of(Map<String, Range> parameters, Parameters given) {
        Set<String> order = new LinkedHashSet<>();
        parameters.keySet().forEach(name -> visit(name, parameters, new LinkedHashSet<>(), order));
        List<Dimension> dimensions = new ArrayList<>();
        for (String name : order) {
            Range range = parameters.get(name);
            if (range != null && given.get(name).isEmpty()) {
                dimensions.add(Dimension.of(name, range));
            }
        }
        return new SearchSpace(dimensions, given);
    }

    private static void visit(String name, Map<String, Range> parameters, Set<String> path, Set<String> order) {
        Range range = parameters.get(name);
        if (range == null || order.contains(name)) {
            return;
        }
        if (!path.add(name)) {
            throw new IllegalArgumentException(
                    "parameters." + name + ".when: " + name + " depends on itself, must not");
        }
        range.when()
                .ifPresent(condition ->
                        condition.parents().keySet().forEach(parent -> visit(parent, parameters, path, order)));
        path.remove(name);
        order.add(name);
    }

    /** What is sampled, parents before children. */
    public List<Dimension> dimensions() {
        return dimensions;
    }

    /** The values that are not sampled. */
    public Parameters given() {
        return given;
    }

    /** True if the dimension is part of a trial with these values; the given ones need not be among them. */
    public boolean isActive(Dimension dimension, Map<String, Object> chosen) {
        Optional<Condition> when = dimension.when();
        if (when.isEmpty()) {
            return true;
        }
        Map<String, Object> all = new LinkedHashMap<>(given.values());
        all.putAll(chosen);
        return when.get().holds(all);
    }

    /** The dimensions that are always part of a trial. */
    public List<Dimension> unconditional() {
        return dimensions.stream().filter(each -> each.when().isEmpty()).toList();
    }

    /** Chooses a value for every active dimension, parents first. */
    public Parameters choose(Function<Dimension, Object> choice) {
        Map<String, Object> chosen = new LinkedHashMap<>();
        for (Dimension dimension : dimensions) {
            if (isActive(dimension, chosen)) {
                chosen.put(dimension.name(), choice.apply(dimension));
            }
        }
        return new Parameters(chosen);
    }

    /**
     * The values in {@code proposed} that are active and allowed; {@code otherwise} chooses the active ones that are
     * missing. Never leaves the space, whatever is proposed.
     */
    public Parameters complete(Map<String, Object> proposed, Function<Dimension, Object> otherwise) {
        return choose(dimension -> {
            Object value = proposed.get(dimension.name());
            return value != null && dimension.contains(value) ? value : otherwise.apply(dimension);
        });
    }

    /** The dimensions that {@code test} accepts. */
    public List<Dimension> where(Predicate<Dimension> test) {
        return dimensions.stream().filter(test).toList();
    }
}
