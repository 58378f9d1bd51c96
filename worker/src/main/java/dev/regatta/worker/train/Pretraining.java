package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.regatta.worker.attempt.AttemptContext;
import dev.regatta.worker.attempt.AttemptOutcome;
import dev.regatta.worker.attempt.Progress;
import dev.regatta.worker.attempt.Snapshot;
import dev.regatta.worker.data.Batch;
import dev.regatta.worker.data.BatchReader;
import dev.regatta.worker.data.BatchStream;
import dev.regatta.worker.method.PretrainingMethod;
import java.util.Optional;

/** Trains an encoder without labels, from a position to the end of the last epoch. Used once, by one thread. */
final class Pretraining {
    private final RunSettings settings;
    private final PretrainingMethod method;
    private final BatchReader data;
    private final EpochOrder order;
    private final Schedule schedule;
    private final Sgd sgd;
    private final NDManager manager;
    private final AttemptContext context;
    private final Checkpoints checkpoints;

    Pretraining(
            RunSettings settings,
            PretrainingMethod method,
            BatchReader data,
            EpochOrder order,
            Sgd sgd,
            NDManager manager,
            AttemptContext context,
            Checkpoints checkpoints) {
        this.settings = settings;
        this.method = method;
        this.data = data;
        this.order = order;
        this.schedule = new Schedule(
                settings.startLearningRate(),
                settings.learningRate(),
                settings.finalLearningRate(),
                (long) settings.warmupEpochs() * order.batches(),
                (long) settings.epochs() * order.batches(),
                settings.schedule());
        this.sgd = sgd;
        this.manager = manager;
        this.context = context;
        this.checkpoints = checkpoints;
    }

    /** Saves what a run needs to go on from {@code position}. */
    interface Checkpoints {
        void save(Snapshot.Kind kind, Position position, double learningRate);
    }

    /** Empty once the last epoch is done; otherwise how the attempt ended before that. */
    Optional<AttemptOutcome> run(Position from) {
        Position at = from;
        while (at.epoch() < settings.epochs()) {
            if (at.cursor() == 0) {
                if (context.stopRequested() || !pass(at.epoch())) {
                    return yielded();
                }
                method.beginEpoch(at.epoch());
                sgd.forget(method.renewed());
            }
            int[] samples = method.samples(at.epoch()).orElse(order.of(at.epoch())); // [M]
            try (BatchStream batches =
                    data.stream(cursor -> order.batch(samples, cursor), at.cursor(), order.batches())) {
                while (at.cursor() < order.batches()) {
                    if (at.cursor() > 0 && context.stopRequested()) {
                        checkpoints.save(Snapshot.Kind.MID_EPOCH, at, schedule.at(at.step()));
                        return yielded();
                    }
                    double loss = step(at, batches);
                    if (!Double.isFinite(loss)) {
                        return Optional.of(new AttemptOutcome.Diverged(at.step(), loss));
                    }
                    at = at.afterStep(loss);
                    report(at);
                }
            }
            checkpoints.save(Snapshot.Kind.EPOCH_END, at, schedule.at(at.step() - 1));
            at = at.nextEpoch();
        }
        return Optional.empty();
    }

    /** One optimizer step; its loss. Every tensor of the step dies with its scope. */
    private double step(Position at, BatchStream batches) {
        try (NDManager scope = manager.newSubManager()) {
            Batch batch = batches.next(scope); // [B, C, H, W]
            double value;
            try (Gradients gradients = new Gradients()) {
                NDArray loss = method.loss(batch, at.cursor()); // []
                value = loss.getFloat(); // the one point where a step waits for the device
                if (Double.isFinite(value)) {
                    gradients.backward(loss);
                }
            }
            if (Double.isFinite(value)) {
                sgd.step(schedule.at(at.step()), method.frozen(at.step()));
                method.afterStep(batch);
            }
            return value;
        }
    }

    /**
     * The pass without gradients that the method wants before an epoch; false if it was stopped. In training order
     * samples are shuffled: sorted by class, batch normalization would hide the classes.
     */
    private boolean pass(int epoch) {
        int[] samples = switch (method.passBefore(epoch)) {
            case NONE -> new int[0];
            case EPOCH -> order.of(epoch);
            case ALL -> order.all();
        };
        int end = (samples.length + order.batchSize() - 1) / order.batchSize();
        try (BatchStream batches = data.stream(cursor -> order.batch(samples, cursor), 0, end)) {
            for (int cursor = 0; cursor < end; cursor++) {
                if (context.stopRequested()) {
                    return false;
                }
                try (NDManager scope = manager.newSubManager()) {
                    method.prepare(batches.next(scope), cursor);
                }
            }
        }
        return true;
    }

    private void report(Position at) {
        context.progress(new Progress(
                Progress.Phase.TRAINING,
                at.epoch(),
                settings.epochs(),
                at.step(),
                (long) settings.epochs() * order.batches(),
                at.meanLoss()));
    }

    private static Optional<AttemptOutcome> yielded() {
        return Optional.of(new AttemptOutcome.Yielded());
    }
}
