package dev.regatta.coordinator.search;

import java.util.List;
import java.util.Optional;

/**
 * A trial's place among those that have a value: feasible before infeasible, completed before those stopped on the way,
 * these by how far they came, then by loss; ties by number, so that no two are equal. With several objectives the loss is
 * the first objective's.
 *
 * @param violation how infeasible it is, ≥ 0
 * @param fidelity the last step; {@link Long#MAX_VALUE} for a completed trial
 * @param loss smaller is better; +∞ for NaN
 */
public record Ranked(double violation, long fidelity, double loss, ObservedTrial trial) implements Comparable<Ranked> {

    /** Empty if the trial has no value. */
    static Optional<Ranked> of(ObservedTrial trial, List<Direction> directions) {
        if (!trial.isJudged()) {
            return Optional.empty();
        }
        boolean completed = trial.status() == ObservedTrial.Status.COMPLETED;
        double value = completed
                ? trial.values().isEmpty() ? Double.NaN : trial.values().get(0)
                : trial.lastValue().orElseThrow();
        return Optional.of(new Ranked(
                trial.violation(),
                completed ? Long.MAX_VALUE : trial.lastStep(),
                directions.get(0).loss(value),
                trial));
    }

    @Override
    public int compareTo(Ranked other) {
        int order = Double.compare(violation, other.violation);
        if (order == 0) {
            order = Long.compare(other.fidelity, fidelity);
        }
        if (order == 0) {
            order = Double.compare(loss, other.loss);
        }
        return order == 0 ? Integer.compare(trial.number(), other.trial.number()) : order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ranked ranked && compareTo(ranked) == 0;
    }

    @Override
    public int hashCode() {
        return Integer.hashCode(trial.number());
    }
}
