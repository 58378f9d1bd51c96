package dev.regatta.protocol.api;

import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people look at to understand a study, small whatever the number of its trials. A trial counts once it completed;
 * {@code trials} is how many did with a finite value.
 */
public final class Analysis {

    private Analysis() {}

    /**
     * A parameter as an axis.
     *
     * @param low the lower bound; 0 for choices
     * @param high the upper bound; the last choice's number for choices
     * @param choices empty for numbers
     */
    public record ParameterAxis(String name, double low, double high, boolean log, List<Object> choices) {
        public ParameterAxis {
            choices = List.copyOf(choices);
        }
    }

    /**
     * The best trials.
     *
     * @param trials by rank; with several objectives those that none dominates, by the first objective
     */
    public record Best(List<Objective> objectives, List<BestEntry> trials) {}

    /** @param values one for each objective */
    public record BestEntry(int trial, List<Double> values, Parameters parameters, Optional<Instant> endedAt) {}

    /** Values in the order of the trials. */
    public record History(Objective objective, int trials, List<HistoryPoint> points) {}

    /** @param best the best value up to this trial; NaN before the first number */
    public record HistoryPoint(int trial, double value, double best) {}

    /** How much each parameter matters; the most important first. */
    public record Importance(Objective objective, Method method, int trials, List<ParameterImportance> parameters) {}

    /** How importance is told. */
    public enum Method {
        /** By how differently the best tenth is spread. */
        PED_ANOVA,
        /** By the share of the variance that a parameter explains alone. */
        FANOVA
    }

    /** @param importance a share: all add up to 1, or are 0 where nothing can be told */
    public record ParameterImportance(String parameter, double importance) {}

    /** Trials as lines through one axis for each parameter. */
    public record Parallel(Objective objective, int trials, List<ParameterAxis> axes, List<ParallelLine> lines) {}

    /** @param places in the axes' order, from 0 to 1; empty where the trial does not have the parameter */
    public record ParallelLine(int trial, List<Optional<Double>> places, double value) {}

    /** The objective by one parameter. */
    public record Slice(Objective objective, int trials, ParameterAxis axis, List<SlicePoint> points) {}

    /** @param x the parameter's value */
    public record SlicePoint(int trial, Object x, double value) {}

    /**
     * The objective over two parameters.
     *
     * @param surface absent if fewer than two trials have both
     * @param points some of the trials themselves
     */
    public record Contour(
            Objective objective,
            int trials,
            ParameterAxis x,
            ParameterAxis y,
            Optional<Surface> surface,
            List<ContourPoint> points) {}

    /**
     * A smooth surface through the trials.
     *
     * @param x the columns' values
     * @param y the rows' values
     * @param values by row and column; each a mean of the trials, weighted by how near they are
     */
    public record Surface(List<Object> x, List<Object> y, List<List<Double>> values) {}

    /** A trial in a contour. */
    public record ContourPoint(int trial, Object x, Object y, double value) {}

    /** How the values are distributed. */
    public record Edf(Objective objective, int trials, List<EdfStep> steps) {}

    /** @param share of the trials that have this value or a smaller one */
    public record EdfStep(double value, double share) {}

    /**
     * The trials that none dominates, and what they have gained together.
     *
     * @param front by the first objective
     * @param others some of the dominated ones
     * @param reference the point up to which the volume counts, one value for each objective
     * @param hypervolume absent for one objective, and where the front is too large to be measured
     */
    public record Pareto(
            List<Objective> objectives,
            int trials,
            List<ParetoPoint> front,
            List<ParetoPoint> others,
            List<Double> reference,
            Optional<Double> hypervolume) {}

    /** @param values one for each objective */
    public record ParetoPoint(int trial, List<Double> values) {}

    /** What the pruner has compared at its rungs, from the lowest; empty for pruners without rungs. */
    public record Rungs(Objective watch, String pruner, List<RungEntry> rungs) {}

    /**
     * One rung.
     *
     * @param bracket 0 where there is only one
     * @param step at which it is reached
     * @param reached trials that reached it
     * @param waiting of these, those that are paused here
     * @param goingOn how many of a rung of this size go on
     * @param best the best value; absent if no trial reached it
     * @param cut the worst value that goes on; absent if none does
     */
    public record RungEntry(
            int bracket,
            int rung,
            long step,
            int reached,
            int waiting,
            int goingOn,
            Optional<Double> best,
            Optional<Double> cut) {}

    /**
     * When attempts ran, and where.
     *
     * @param attempts how many there are
     * @param spans by their begin; of too many, evenly spread ones
     */
    public record Timeline(int attempts, List<Span> spans) {}

    /** One attempt. */
    public record Span(
            int trial,
            int attempt,
            String state,
            Optional<String> worker,
            Instant queuedAt,
            Optional<Instant> grantedAt,
            Optional<Instant> endedAt,
            Optional<Long> resumedFromStep,
            Optional<String> end) {}
}
