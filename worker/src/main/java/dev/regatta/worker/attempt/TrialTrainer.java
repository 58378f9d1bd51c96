package dev.regatta.worker.attempt;

import java.util.Optional;

/** Trains and evaluates one trial. Implemented with the engine in {@code train}, by a fake in tests. */
public interface TrialTrainer {

    /**
     * Runs the trial from its start, or from a checkpoint's state, until it completes, is asked to stop or fails.
     *
     * @param state the {@link Snapshot#state()} to go on from; empty: from the start
     * @throws IncompatibleCheckpointException if the state is damaged or of other settings; the caller falls back to an
     *     older one
     */
    AttemptOutcome run(TrialSettings settings, Optional<byte[]> state, AttemptContext context);
}
