package dev.regatta.coordinator.search.pareto;

import dev.regatta.coordinator.search.Direction;
import dev.regatta.coordinator.search.ObservedTrial;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A trial's losses, one for each objective.
 *
 * @param violation how infeasible the trial is; 0 if it is feasible
 */
public record Point(int trial, double[] losses, double violation) {

    /** Empty unless the trial completed with a value for every objective. */
    public static Optional<Point> of(ObservedTrial trial, List<Direction> directions) {
        if (trial.status() != ObservedTrial.Status.COMPLETED || trial.values().size() != directions.size()) {
            return Optional.empty();
        }
        double[] losses = new double[directions.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = directions.get(i).loss(trial.values().get(i));
        }
        return Optional.of(new Point(trial.number(), losses, trial.violation()));
    }

    /** True if every objective has a finite value. */
    public boolean isNumber() {
        return Arrays.stream(losses).allMatch(Double::isFinite);
    }

    /**
     * Constraint domination (Deb et al. 2002, §VI): the feasible point dominates the infeasible one, the less infeasible
     * the more infeasible; of feasible ones, the one that is nowhere worse and somewhere better.
     */
    public boolean dominates(Point other) {
        if (violation > 0 || other.violation > 0) {
            return violation < other.violation;
        }
        boolean better = false;
        for (int i = 0; i < losses.length; i++) {
            if (losses[i] > other.losses[i]) {
                return false;
            }
            better |= losses[i] < other.losses[i];
        }
        return better;
    }
}
