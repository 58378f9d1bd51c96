package dev.regatta.coordinator.analysis;

import dev.regatta.protocol.api.Analysis.ParameterAxis;
import dev.regatta.protocol.study.Range;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A parameter as an axis from 0 to 1: numbers by their place between the bounds (of their logarithms, where the range is
 * logarithmic), choices by theirs in the list.
 *
 * @param low the lower bound; 0 for choices
 * @param high the upper bound; the last choice's number for choices
 * @param choices empty for numbers
 */
public record Axis(String name, double low, double high, boolean log, List<Object> choices) {

    public Axis {
        choices = List.copyOf(choices);
    }

    /** The axis of a parameter of the search space. */
    public static Axis of(String name, Range range) {
        if (range instanceof Range.FloatRange numbers) {
            return new Axis(name, numbers.low(), numbers.high(), numbers.log(), List.of());
        }
        if (range instanceof Range.IntRange numbers) {
            return new Axis(name, numbers.low(), numbers.high(), numbers.log(), List.of());
        }
        return ofChoices(name, ((Range.Categorical) range).choices());
    }

    private static Axis ofChoices(String name, List<Object> choices) {
        return new Axis(name, 0, Math.max(1, choices.size() - 1), false, choices);
    }

    /** The axes of a search space. */
    public static List<Axis> of(Map<String, Range> space) {
        List<Axis> axes = new ArrayList<>();
        space.forEach((name, range) -> axes.add(of(name, range)));
        return axes;
    }

    /** The axis of a parameter that trials have but the space does not, by the values they have. */
    static Axis observed(String name, Stream<Observation> observations) {
        Set<Object> values = new LinkedHashSet<>();
        observations
                .map(each -> each.parameters().get(name))
                .filter(Objects::nonNull)
                .forEach(values::add);
        return ofChoices(name, List.copyOf(values));
    }

    /** As the API shows it. */
    public ParameterAxis view() {
        return new ParameterAxis(name, low, high, log, choices);
    }

    boolean isCategorical() {
        return !choices.isEmpty();
    }

    /** Where a trial is on this axis; empty if it does not have the parameter, or a value that is none of the choices. */
    OptionalDouble place(Observation observation) {
        Object value = observation.parameters().get(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (isCategorical()) {
            int index = choices.indexOf(value);
            return index < 0 ? OptionalDouble.empty() : OptionalDouble.of(index / high);
        }
        return value instanceof Number number ? OptionalDouble.of(place(number.doubleValue())) : OptionalDouble.empty();
    }

    private double place(double value) {
        double bounded = Math.max(low, Math.min(high, value)); // a point that a user asked for may lie outside
        double from = log ? Math.log(low) : low;
        double to = log ? Math.log(high) : high;
        double at = log ? Math.log(bounded) : bounded;
        return to == from ? 0 : Math.max(0, Math.min(1, (at - from) / (to - from)));
    }

    /** The value at a place; the nearest choice's for choices. */
    Object valueAt(double place) {
        if (isCategorical()) {
            return choices.get((int) Math.round(place * (choices.size() - 1)));
        }
        return log ? Math.exp(Math.log(low) + place * (Math.log(high) - Math.log(low))) : low + place * (high - low);
    }
}
