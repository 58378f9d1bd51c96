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
        return isCategorical() ? placesOfChoices(observations) : placesOfNumbers(observations);
    }

    private double[] placesOfChoices(List<Observation> observations) {
        Map<Object, Double> placeOf = new HashMap<>();
        for (int i = 0; i < choices.size(); i++) {
            placeOf.put(choices.get(i), i / high);
        }
        double[] places = new double[observations.size()];
        for (int i = 0; i < places.length; i++) {
            Object value = observations.get(i).parameters().get(name);
            places[i] = value == null ? Double.NaN : placeOf.getOrDefault(value, Double.NaN);
        }
        return places;
    }

    /** A point that a user asked for may lie outside: it is placed at the axis' end. */
    private double[] placesOfNumbers(List<Observation> observations) {
        double from = log ? Math.log(low) : low;
        double width = (log ? Math.log(high) : high) - from;
        double[] places = new double[observations.size()];
        for (int i = 0; i < places.length; i++) {
            if (observations.get(i).parameters().get(name) instanceof Number number) {
                double bounded = Math.max(low, Math.min(high, number.doubleValue()));
                double at = ((log ? Math.log(bounded) : bounded) - from) / width;
                places[i] = width == 0 ? 0 : Math.max(0, Math.min(1, at));
            } else {
                places[i] = Double.NaN;
            }
        }
        return places;
    }

    /** The value at a place; the nearest choice's for choices. */
    Object valueAt(double place) {
        if (isCategorical()) {
            return choices.get((int) Math.round(place * (choices.size() - 1)));
        }
        return log ? Math.exp(Math.log(low) + place * (Math.log(high) - Math.log(low))) : low + place * (high - low);
    }
}
