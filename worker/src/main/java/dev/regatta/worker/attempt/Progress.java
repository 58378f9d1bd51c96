package dev.regatta.worker.attempt;

/**
 * How far a run is.
 *
 * @param phase what the run is doing
 * @param epoch epochs done so far, 0-based number of the epoch in progress
 * @param epochs epochs of the whole run
 * @param step optimizer steps done since the trial's start, over all attempts
 * @param steps optimizer steps of the whole run
 * @param loss mean loss of the epoch so far; NaN where there is none yet
 */
public record Progress(Phase phase, int epoch, int epochs, long step, long steps, double loss) {

    /** The parts of a run. */
    public enum Phase {
        PREPARING,
        TRAINING,
        EVALUATING
    }
}
