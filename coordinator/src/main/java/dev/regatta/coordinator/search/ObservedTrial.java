package dev.regatta.coordinator.search;

import dev.regatta.protocol.study.Parameters;
import java.util.List;
import java.util.Optional;

/**
 * A trial as samplers see it, immutable.
 *
 * @param number the trial's number in its study; unique in a {@link History}
 * @param values the objectives' values of a completed trial, in the order of the directions; else empty
 * @param constraints each constraint's value; above 0 (or NaN) the trial is infeasible
 * @param reports the first objective's values during the trial, by increasing step
 */
public record ObservedTrial(
        int number,
        Status status,
        Parameters parameters,
        List<Double> values,
        List<Double> constraints,
        ReportedValues reports) {

    /** How far a trial has come. */
    public enum Status {
        /** Waits for a worker or has one. */
        RUNNING,
        /** Stopped at a rung with its checkpoint kept; may be resumed. */
        PAUSED,
        /** Stopped at a rung for good. */
        PRUNED,
        COMPLETED,
        FAILED
    }

    public ObservedTrial {
        values = List.copyOf(values);
        constraints = List.copyOf(constraints);
    }

    /** A trial that has just been suggested. */
    public static ObservedTrial running(int number, Parameters parameters) {
        return new ObservedTrial(number, Status.RUNNING, parameters, List.of(), List.of(), ReportedValues.NONE);
    }

    public ObservedTrial completed(Double... objectives) {
        return new ObservedTrial(number, Status.COMPLETED, parameters, List.of(objectives), constraints, reports);
    }

    public ObservedTrial in(Status newStatus) {
        return new ObservedTrial(number, newStatus, parameters, values, constraints, reports);
    }

    public ObservedTrial constrained(List<Double> constraintValues) {
        return new ObservedTrial(number, status, parameters, values, constraintValues, reports);
    }

    /** With one more report; a repeated or older step changes nothing. */
    public ObservedTrial reported(long step, double value) {
        return step <= lastStep()
                ? this
                : new ObservedTrial(number, status, parameters, values, constraints, reports.plus(step, value));
    }

    /** The step of the latest report; −1 before the first. */
    public long lastStep() {
        return reports.isEmpty() ? -1 : reports.step(reports.size() - 1);
    }

    /** The value of the latest report. */
    public Optional<Double> lastValue() {
        return reports.isEmpty() ? Optional.empty() : Optional.of(reports.value(reports.size() - 1));
    }

    /** The value of the latest report at or before {@code step}. */
    public Optional<Double> valueAt(long step) {
        int count = reports.upTo(step);
        return count == 0 ? Optional.empty() : Optional.of(reports.value(count - 1));
    }

    /** The sum of what the constraints exceed 0 by; 0 if the trial is feasible, +∞ if one is NaN. */
    public double violation() {
        double sum = 0;
        for (double constraint : constraints) {
            sum += Double.isNaN(constraint) ? Double.POSITIVE_INFINITY : Math.max(0, constraint);
        }
        return sum;
    }

    /** True if there is a value to learn from: the trial completed, or reported and did not fail. */
    public boolean isJudged() {
        return status == Status.COMPLETED || (status != Status.FAILED && !reports.isEmpty());
    }
}
