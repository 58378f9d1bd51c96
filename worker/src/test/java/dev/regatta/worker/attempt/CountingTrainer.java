package dev.regatta.worker.attempt;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * "Trains" by counting steps, two an epoch, three epochs; its state is the step. Every step is told to a listener, so
 * that tests can disturb it anywhere.
 */
final class CountingTrainer implements TrialTrainer {
    static final int EPOCHS = 3;
    static final int STEPS_PER_EPOCH = 2;
    private static final long EVALUATED = Long.MAX_VALUE;

    private final Consumer<Long> beforeStep;

    CountingTrainer(Consumer<Long> beforeStep) {
        this.beforeStep = beforeStep;
    }

    @Override
    public AttemptOutcome run(TrialSettings settings, Optional<byte[]> state, AttemptContext context) {
        long from = state.map(bytes -> ByteBuffer.wrap(bytes).getLong()).orElse(0L);
        if (from < 0) {
            throw new IncompatibleCheckpointException("step is " + from + ", must be ≥ 0");
        }
        for (long step = from; step < (long) EPOCHS * STEPS_PER_EPOCH; step++) {
            beforeStep.accept(step);
            context.progress(new Progress(
                    Progress.Phase.TRAINING, (int) (step / STEPS_PER_EPOCH), EPOCHS, step, 6, 1.0 / (step + 1)));
            if (context.stopRequested()) {
                context.checkpoint(snapshot(step, Snapshot.Kind.MID_EPOCH, Map.of()));
                return new AttemptOutcome.Yielded();
            }
            if ((step + 1) % STEPS_PER_EPOCH == 0) {
                context.checkpoint(snapshot(step + 1, Snapshot.Kind.EPOCH_END, Map.of("loss", 1.0 / (step + 1))));
            }
        }
        Map<String, Double> metrics = Map.of("accuracy", 0.75);
        if (from != EVALUATED) {
            context.checkpoint(snapshot(6, Snapshot.Kind.EVALUATED, metrics));
        }
        return new AttemptOutcome.Completed(
                metrics, "abc123", List.of(new Artifact("plots/curve.svg", new byte[] {1, 2, 3})));
    }

    static Snapshot snapshot(long step, Snapshot.Kind kind, Map<String, Double> metrics) {
        int epoch = (int) (step / STEPS_PER_EPOCH);
        long position = kind == Snapshot.Kind.EVALUATED ? EVALUATED : step;
        byte[] state = ByteBuffer.allocate(Long.BYTES).putLong(position).array();
        return new Snapshot(epoch, step, kind, metrics, state, Optional.of(new byte[] {(byte) step}));
    }
}
