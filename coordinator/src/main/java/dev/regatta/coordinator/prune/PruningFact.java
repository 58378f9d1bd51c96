package dev.regatta.coordinator.prune;

/** What a pruner is told of a trial, named by its number in the study. */
public sealed interface PruningFact {

    int trial();

    /**
     * An intermediate value.
     *
     * @param step epochs done, ≥ 1; reports of a trial come in the order of their steps
     * @param value may be NaN or infinite
     * @param last the trial trains no further: nothing could be saved by ending it
     */
    record Reported(int trial, long step, double value, boolean last) implements PruningFact {}

    /** The trial was paused as judged; it waits for its promotion. */
    record Paused(int trial) implements PruningFact {}

    /** The paused trial goes on. */
    record Resumed(int trial) implements PruningFact {}

    /**
     * The trial is over.
     *
     * @param value its final value; NaN unless completed
     */
    record Finished(int trial, Outcome outcome, double value) implements PruningFact {}

    /** How a trial ended. */
    enum Outcome {
        COMPLETED,
        PRUNED,
        FAILED,
        STOPPED
    }
}
