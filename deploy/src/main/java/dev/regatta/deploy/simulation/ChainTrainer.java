package dev.regatta.deploy.simulation;

import dev.regatta.worker.attempt.AttemptContext;
import dev.regatta.worker.attempt.AttemptOutcome;
import dev.regatta.worker.attempt.IncompatibleCheckpointException;
import dev.regatta.worker.attempt.Progress;
import dev.regatta.worker.attempt.Snapshot;
import dev.regatta.worker.attempt.TrialSettings;
import dev.regatta.worker.attempt.TrialTrainer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains by hashing: the state after a step is a function of the state before it, so that a step left out, done twice or
 * resumed from another trial's state shows in every later metric.
 */
final class ChainTrainer implements TrialTrainer {
    static final int EPOCHS = 3;
    static final int STEPS_PER_EPOCH = 2;
    static final String METRIC = "accuracy";
    private static final long STEPS = (long) EPOCHS * STEPS_PER_EPOCH;

    /** Takes the time of a step; throws if the training is to fail. */
    private final Runnable step;

    ChainTrainer(Runnable step) {
        this.step = step;
    }

    private record State(long steps, boolean evaluated, long chain) {

        static State read(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new State(buffer.getLong(), buffer.getLong() == 1, buffer.getLong());
        }

        byte[] bytes() {
            return ByteBuffer.allocate(3 * Long.BYTES)
                    .putLong(steps)
                    .putLong(evaluated ? 1 : 0)
                    .putLong(chain)
                    .array();
        }

        State next() {
            return new State(steps + 1, false, mix(chain + 1));
        }

        private static long mix(long value) {
            long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
            return mixed ^ (mixed >>> 27);
        }

        double metric() {
            return (chain >>> 11) * 0x1.0p-53;
        }
    }

    /** The metric after so many steps of an undisturbed trial. */
    static double expected(long seed, long steps) {
        State state = new State(0, false, seed);
        for (long i = 0; i < steps; i++) {
            state = state.next();
        }
        return state.metric();
    }

    @Override
    public AttemptOutcome run(TrialSettings settings, Optional<byte[]> saved, AttemptContext context) {
        State state = saved.map(State::read).orElse(new State(0, false, settings.seed()));
        if (state.steps() > STEPS) {
            throw new IncompatibleCheckpointException("step is " + state.steps() + ", must be ≤ " + STEPS);
        }
        while (state.steps() < STEPS) {
            if (context.stopRequested()) {
                save(context, state, Snapshot.Kind.MID_EPOCH);
                return new AttemptOutcome.Yielded();
            }
            step.run();
            state = state.next();
            context.progress(
                    new Progress(Progress.Phase.TRAINING, epoch(state), EPOCHS, state.steps(), STEPS, state.metric()));
            if (state.steps() % STEPS_PER_EPOCH == 0) {
                save(context, state, Snapshot.Kind.EPOCH_END);
            }
        }
        if (!state.evaluated()) {
            step.run();
            state = new State(state.steps(), true, state.chain());
            save(context, state, Snapshot.Kind.EVALUATED);
        }
        return new AttemptOutcome.Completed(Map.of(METRIC, state.metric()), "00", List.of());
    }

    private static int epoch(State state) {
        return (int) (state.steps() / STEPS_PER_EPOCH);
    }

    private static void save(AttemptContext context, State state, Snapshot.Kind kind) {
        Map<String, Double> metrics = kind == Snapshot.Kind.EPOCH_END ? Map.of(METRIC, state.metric()) : Map.of();
        context.checkpoint(new Snapshot(epoch(state), state.steps(), kind, metrics, state.bytes(), Optional.empty()));
    }
}
