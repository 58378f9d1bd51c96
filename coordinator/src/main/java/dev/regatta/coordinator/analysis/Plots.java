package dev.regatta.coordinator.analysis;

import dev.regatta.protocol.api.Analysis.ContourPoint;
import dev.regatta.protocol.api.Analysis.EdfStep;
import dev.regatta.protocol.api.Analysis.HistoryPoint;
import dev.regatta.protocol.api.Analysis.ParallelLine;
import dev.regatta.protocol.api.Analysis.SlicePoint;
import dev.regatta.protocol.api.Analysis.Surface;
import dev.regatta.protocol.study.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The data of the usual plots of a study, small whatever the number of trials. Pure. */
public final class Plots {

    /** Points that a plot of this kind shows at most. */
    public static final int MOST_POINTS = 3_000;

    private static final int CONTOUR_CELLS = 32;
    private static final int CONTOUR_POINTS = 500;
    private static final int EDF_STEPS = 500;

    private Plots() {}

    /** Values by trial with the best so far; every improvement is kept. */
    public static List<HistoryPoint> history(List<Observation> observations, boolean minimize) {
        List<HistoryPoint> all = new ArrayList<>();
        List<HistoryPoint> improvements = new ArrayList<>();
        double best = Double.NaN;
        for (Observation each : observations) {
            boolean better =
                    each.isFinite() && (Double.isNaN(best) || (minimize ? each.value() < best : each.value() > best));
            best = better ? each.value() : best;
            HistoryPoint point = new HistoryPoint(each.trial(), each.value(), best);
            all.add(point);
            if (better) {
                improvements.add(point);
            }
        }
        if (all.size() <= MOST_POINTS) {
            return all;
        }
        List<HistoryPoint> some = new ArrayList<>(Sampling.evenly(improvements, MOST_POINTS / 2));
        some.addAll(Sampling.evenly(all, MOST_POINTS - some.size()));
        return some.stream()
                .distinct()
                .sorted(Comparator.comparingInt(HistoryPoint::trial))
                .toList();
    }

    /** Trials as lines through the axes; of too many, the best half and the others evenly spread. */
    public static List<ParallelLine> parallel(List<Axis> axes, List<Observation> observations, boolean minimize) {
        return Sampling.bestAndOthers(finite(observations), loss(minimize), MOST_POINTS).stream()
                .map(each -> new ParallelLine(
                        each.trial(),
                        axes.stream().map(axis -> boxed(axis.place(each))).toList(),
                        each.value()))
                .toList();
    }

    private static Optional<Double> boxed(OptionalDouble place) {
        return place.isPresent() ? Optional.of(place.getAsDouble()) : Optional.empty();
    }

    /** Values by one parameter. */
    public static List<SlicePoint> slice(String parameter, List<Observation> observations, boolean minimize) {
        List<Observation> having = finite(observations).stream()
                .filter(each -> each.parameters().containsKey(parameter))
                .toList();
        return Sampling.bestAndOthers(having, loss(minimize), MOST_POINTS).stream()
                .map(each -> new SlicePoint(each.trial(), parameter(each, parameter), each.value()))
                .toList();
    }

    /** Of the trials that have both parameters some, evenly spread: what a surface goes through. */
    public static List<Observation> having(Axis x, Axis y, List<Observation> observations) {
        double[] across = x.places(observations);
        double[] up = y.places(observations);
        List<Observation> having = new ArrayList<>();
        for (int i = 0; i < across.length; i++) {
            if (observations.get(i).isFinite() && !Double.isNaN(across[i]) && !Double.isNaN(up[i])) {
                having.add(observations.get(i));
            }
        }
        return Sampling.evenly(having, MOST_POINTS);
    }

    /** A smooth surface through trials that have both parameters; empty if there are fewer than two. */
    public static Optional<Surface> surface(Axis x, Axis y, List<Observation> having) {
        if (having.size() < 2) {
            return Optional.empty();
        }
        double[] across = x.places(having);
        double[] up = y.places(having);
        double[] values = having.stream().mapToDouble(Observation::value).toArray();
        List<Double> columns = grid(x);
        List<Double> rows = grid(y);
        return Optional.of(new Surface(
                columns.stream().map(x::valueAt).toList(),
                rows.stream().map(y::valueAt).toList(),
                rows.stream()
                        .map(row -> columns.stream()
                                .map(column -> weighted(across, up, values, column, row))
                                .toList())
                        .toList()));
    }

    /** Some of the trials that a surface goes through. */
    public static List<ContourPoint> contourPoints(Axis x, Axis y, List<Observation> having) {
        return Sampling.evenly(having, CONTOUR_POINTS).stream()
                .map(each -> new ContourPoint(
                        each.trial(), parameter(each, x.name()), parameter(each, y.name()), each.value()))
                .toList();
    }

    private static Object parameter(Observation observation, String name) {
        return Objects.requireNonNull(observation.parameters().get(name));
    }

    private static List<Double> grid(Axis axis) {
        int cells = axis.isCategorical() ? axis.choices().size() : CONTOUR_CELLS;
        List<Double> places = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
            places.add(cells == 1 ? 0 : i / (cells - 1.0));
        }
        return places;
    }

    /** Shepard's inverse-distance mean, by the fourth power of the distance. */
    private static double weighted(double[] across, double[] up, double[] values, double x, double y) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < values.length; i++) {
            double squared = (across[i] - x) * (across[i] - x) + (up[i] - y) * (up[i] - y) + 1e-4;
            double weight = 1 / (squared * squared);
            sum += weight * values[i];
            weights += weight;
        }
        return sum / weights;
    }

    /** The empirical distribution of the values. */
    public static List<EdfStep> edf(List<Observation> observations) {
        double[] sorted = observations.stream()
                .filter(Observation::isFinite)
                .mapToDouble(Observation::value)
                .sorted()
                .toArray();
        List<Integer> all = IntStream.range(0, sorted.length).boxed().toList();
        return Sampling.evenly(all, EDF_STEPS).stream()
                .map(i -> new EdfStep(sorted[i], (i + 1.0) / sorted.length))
                .toList();
    }

    /**
     * The axes of the space, then those of parameters that trials have beside it.
     *
     * @param others their names; one that has a single value is no axis
     */
    public static List<Axis> axes(Map<String, Range> space, Set<String> others, List<Observation> observations) {
        List<Axis> axes = new ArrayList<>(Axis.of(space));
        for (String name : new TreeSet<>(others)) {
            Axis axis = Axis.observed(name, observations.stream());
            if (axis.choices().size() > 1 && axis.choices().size() <= 50) {
                axes.add(axis);
            }
        }
        return axes;
    }

    private static List<Observation> finite(List<Observation> observations) {
        return observations.stream().filter(Observation::isFinite).toList();
    }

    private static ToDoubleFunction<Observation> loss(boolean minimize) {
        return minimize ? Observation::value : observation -> -observation.value();
    }
}
