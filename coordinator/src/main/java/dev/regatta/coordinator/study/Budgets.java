package dev.regatta.coordinator.study;

import dev.regatta.protocol.study.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a bound of a study's budget, beside its number of trials, is reached. Pure. */
public final class Budgets {
    private static final double HOUR_MS = Duration.ofHours(1).toMillis();

    private Budgets() {}

    /** The bound that is reached, with its figure; empty if none is. */
    public static Optional<String> reached(StudyState study, Instant now) {
        if (study.status() != StudyStatus.RUNNING) {
            return Optional.empty();
        }
        Progress progress = study.progress();
        Budget budget = progress.budget();
        Optional<String> target = budget.target()
                .filter(value -> reachesTarget(study, value))
                .map(value -> "target " + value + " is reached by trial "
                        + study.best().orElseThrow());
        Optional<String> stalled = budget.noImprovement()
                .filter(bound -> progress.sinceBest() >= bound)
                .map(bound -> bound + " completed trials brought no improvement");
        Optional<String> wall = budget.wallHours()
                .filter(hours -> progress.wallTime(study.createdAt(), now).toMillis() >= hours * HOUR_MS)
                .map(hours -> "wall_hours is " + hours + ", which has passed");
        long used =
                budget.deviceHoursInAll().isPresent() ? progress.deviceTime().toMillis() + running(study, now) : 0;
        Optional<String> devices = budget.deviceHours()
                .filter(hours -> used >= hours * HOUR_MS)
                .map(hours -> "device_hours is " + hours + ", which is used");
        Optional<String> cost = budget.cost()
                .filter(amount -> budget.affordableHours()
                        .filter(hours -> used >= hours * HOUR_MS)
                        .isPresent())
                .map(amount -> "cost is " + amount + ", which is spent");
        return target.or(() -> stalled).or(() -> wall).or(() -> devices).or(() -> cost);
    }

    /** True if only time has to pass for a bound to be reached. */
    public static boolean dependsOnTime(StudyState study) {
        Budget budget = study.progress().budget();
        return budget.wallHours().isPresent() || budget.deviceHoursInAll().isPresent();
    }

    private static boolean reachesTarget(StudyState study, double target) {
        return study.best()
                .flatMap(number -> study.trials().get(number).value())
                .filter(value -> !study.spec().objective().better(target, value))
                .isPresent();
    }

    /** Milliseconds of the attempts that run now. */
    private static long running(StudyState study, Instant now) {
        if (study.count(TrialState.RUNNING) + study.count(TrialState.STOPPING) == 0) {
            return 0;
        }
        return study.trials().stream()
                .filter(trial -> trial.state() == TrialState.RUNNING || trial.state() == TrialState.STOPPING)
                .flatMap(trial -> trial.current().flatMap(Attempt::grantedAt).stream())
                .mapToLong(granted -> Duration.between(granted, now).toMillis())
                .sum();
    }
}
