package dev.regatta.coordinator.analysis;

import dev.regatta.protocol.api.Analysis.ParameterAxis;
import dev.regatta.protocol.study.Range;
import java.util.ArrayList;
import java.util.HashMap;
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
        double place = places(List.of(observation))[0];
        return Double.isNaN(place) ? OptionalDouble.empty() : OptionalDouble.of(place);
    }

    /** Where each trial is on this axis; NaN where {@link #place} is empty. */
    double[] places(List<Observation> observations) {
        return places(List.of(this), observations)[0];
    }

    /** As {@link #places(List)}, [axes][trials]. Trial by trial: what a trial has lies together in memory, other trials' does not. */
    static double[][] places(List<Axis> axes, List<Observation> observations) {
        List<Placing> placings = axes.stream().map(Placing::of).toList();
        double[][] places = new double[axes.size()][observations.size()];
        for (int i = 0; i < observations.size(); i++) {
            Map<String, Object> parameters = observations.get(i).parameters();
            for (int d = 0; d < places.length; d++) {
                places[d][i] = placings.get(d).place(parameters);
            }
        }
        return places;
    }

    /**
     * What places many trials on an axis.
     *
     * @param from the lower end, its logarithm where the axis is logarithmic
     * @param placeOf each choice's place; empty for numbers
     */
    private record Placing(Axis axis, double from, double width, Map<Object, Double> placeOf) {

        static Placing of(Axis axis) {
            Map<Object, Double> placeOf = new HashMap<>();
            for (int i = 0; i < axis.choices.size(); i++) {
                placeOf.put(axis.choices.get(i), i / axis.high);
            }
            double from = axis.log ? Math.log(axis.low) : axis.low;
            return new Placing(axis, from, (axis.log ? Math.log(axis.high) : axis.high) - from, placeOf);
        }

        double place(Map<String, Object> parameters) {
            Object value = parameters.get(axis.name);
            if (axis.isCategorical()) {
                return value == null ? Double.NaN : placeOf.getOrDefault(value, Double.NaN);
            }
            return value instanceof Number number ? place(number.doubleValue()) : Double.NaN;
        }

        /** A point that a user asked for may lie outside: it is placed at the axis' end. */
        private double place(double value) {
            double bounded = Math.max(axis.low, Math.min(axis.high, value));
            double at = ((axis.log ? Math.log(bounded) : bounded) - from) / width;
            return width == 0 ? 0 : Math.max(0, Math.min(1, at));
        }
    }

    /** The value at a place; the nearest choice's for choices. */
    Object valueAt(double place) {
        if (isCategorical()) {
            return choices.get((int) Math.round(place * (choices.size() - 1)));
        }
        return log ? Math.exp(Math.log(low) + place * (Math.log(high) - Math.log(low))) : low + place * (high - low);
    }
}
