package dev.regatta.deploy.simulation;

import dev.regatta.coordinator.runtime.StudyRuntime;
import dev.regatta.coordinator.study.Replay;
import dev.regatta.coordinator.study.StudyDecider;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.coordinator.study.TrialState;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.worker.attempt.MetricPoint;
import dev.regatta.worker.attempt.RunLogger.RunStatus;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold once the study has ended and everybody had time to say their last words. */
final class FinalCheck {
    private final World world;
    private final boolean isEpochRepeated;

    /**
     * Checks of a simulation at its end.
     *
     * @param isEpochRepeated true if a stored checkpoint was damaged: the epoch after the one before it is run again, and
     *     logged at another time
     */
    FinalCheck(World world, boolean isEpochRepeated) {
        this.world = world;
        this.isEpochRepeated = isEpochRepeated;
    }

    /** The first rule that does not hold. */
    Optional<String> violation() {
        StudyState study = world.witness().study().orElseThrow();
        return unpublished()
                .or(this::underivable)
                .or(() -> unequalAfterRestart(study))
                .or(() -> study.trials().stream()
                        .filter(trial -> trial.state() == TrialState.COMPLETED)
                        .flatMap(trial -> badRun(trial).stream())
                        .findFirst());
    }

    private List<JournalEntry> journal() {
        return world.database().after(0, Optional.empty(), Integer.MAX_VALUE);
    }

    private Optional<String> unpublished() {
        return world.broker().journal().equals(journal())
                ? Optional.empty()
                : Optional.of("the journal's topic lacks entries of the journal");
    }

    private Optional<String> underivable() {
        Replay replay = new Replay();
        for (JournalEntry entry : journal()) {
            Optional<Replay.Difference> difference = replay.take(entry);
            if (difference.isPresent()) {
                return Optional.of("a decision cannot be derived again: " + difference.get());
            }
        }
        return replay.missing().map(next -> "the journal ends before " + next);
    }

    private Optional<String> unequalAfterRestart(StudyState study) {
        StudyRuntime restarted = new StudyRuntime(
                world.database(), world.witness()::undecidable, Clock.systemUTC(), reply -> {}, StudyDecider::decide);
        restarted.restore();
        StudyState again =
                Optional.ofNullable(restarted.states().get(World.STUDY)).orElseThrow();
        boolean equal = again.equals(study) && again.toString().equals(study.toString());
        return equal ? Optional.empty() : Optional.of("the state after a restart is another");
    }

    private Optional<String> badRun(Trial trial) {
        List<MetricPoint> points = world.tracking().points(trial.id());
        for (int epoch = 1; epoch <= ChainTrainer.EPOCHS; epoch++) {
            long step = (long) epoch * ChainTrainer.STEPS_PER_EPOCH;
            double value = ChainTrainer.expected(trial.seed(), step);
            List<Double> logged = points.stream()
                    .filter(point -> point.step() == step)
                    .map(MetricPoint::value)
                    .toList();
            boolean right = isEpochRepeated ? Set.copyOf(logged).equals(Set.of(value)) : logged.equals(List.of(value));
            if (!right) {
                return Optional.of("run of trial " + trial.id() + " has " + logged + " at step " + step + ", must be ["
                        + value + "]");
            }
        }
        boolean finished = (isEpochRepeated || points.size() == ChainTrainer.EPOCHS)
                && world.tracking().status(trial.id()).equals(Optional.of(RunStatus.FINISHED));
        return finished
                ? Optional.empty()
                : Optional.of("run of trial " + trial.id() + " is "
                        + world.tracking().status(trial.id()) + " with " + points.size() + " points");
    }
}
