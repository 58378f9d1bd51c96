package dev.regatta.coordinator.bench.fleet;

import dev.regatta.protocol.TrialId;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What a simulated worker does with each trial.
 *
 * @param epochs reports of a trial
 * @param epoch mean time between them; zero: the next follows as soon as {@code window} allows
 * @param window facts that may be unanswered at a time
 * @param checkpoints whether each epoch is saved, and gone on from after a loss
 */
public record TrialScript(int epochs, Duration epoch, int window, boolean checkpoints) {

    /** Trials that end at once. */
    public static TrialScript instant() {
        return new TrialScript(0, Duration.ZERO, 4, false);
    }

    /** Reports as fast as they are accepted. */
    public static TrialScript talkative(int epochs) {
        return new TrialScript(epochs, Duration.ZERO, 20, false);
    }

    /** Trains for a while, saving each epoch; a trial takes from half the mean to half as long again. */
    public static TrialScript training(int epochs, Duration epoch) {
        return new TrialScript(epochs, epoch, 4, true);
    }

    /** Time between the trial's reports, the same each time: as trials differ in size, they do not end together. */
    Duration epoch(TrialId trial) {
        double factor = 0.5 + new SplittableRandom(trial.number()).nextDouble();
        return Duration.ofNanos(Math.round(epoch.toNanos() * factor));
    }
}
