package dev.regatta.worker.train;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.attempt.AttemptContext;
import dev.regatta.worker.attempt.AttemptOutcome;
import dev.regatta.worker.attempt.Progress;
import dev.regatta.worker.attempt.Snapshot;
import dev.regatta.worker.attempt.TrialSettings;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.BatchReader;
import dev.regatta.worker.data.LabelledData;
import dev.regatta.worker.data.Normalization;
import dev.regatta.worker.eval.Holdout;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One attempt of a trial: training, then evaluation, with a checkpoint after each epoch and at the end. */
final class TrialRun {
    private final RunSettings settings;
    private final LabelledData data;
    private final AttemptContext context;
    private final NDManager manager;
    private final Optional<TensorFile> resumed;
    private final Normalization normalization;
    private final Holdout holdout;
    private final EpochOrder order;
    private final Network network;
    private final Optional<Sgd> sgd;
    private final TrainingState state;

    TrialRun(
            TrialSettings trial,
            RunSettings settings,
            LabelledData data,
            Optional<TensorFile> resumed,
            AttemptContext context,
            NDManager manager) {
        this.settings = settings;
        this.data = data;
        this.context = context;
        this.manager = manager;
        this.resumed = resumed;
        int samples = data.train().samples().size();
        Fingerprint fingerprint = Fingerprint.of(trial, data);
        resumed.ifPresent(fingerprint::check);
        this.normalization = resumed.map(TrainingState::normalization)
                .orElseGet(() -> Normalization.of(data.train().samples()));
        this.holdout = Holdout.of(samples, settings.validationFraction());
        this.order = new EpochOrder(samples, settings.batchSize(), settings.seed());
        this.network = Network.of(settings, data.train().samples().sampleShape(), order, samples, manager);
        this.sgd = network.method()
                .map(method ->
                        new Sgd(network.weights().parameters(), settings.momentum(), settings.weightDecay(), manager));
        this.state = new TrainingState(fingerprint, network, sgd, normalization);
    }

    AttemptOutcome run() {
        Optional<TrainingState.Evaluated> earlier = resumed.flatMap(TrainingState::evaluated);
        if (earlier.isPresent()) {
            return completed(earlier.get());
        }
        Position from = resumed.map(state::restore).orElse(Position.START);
        return pretrain(from).orElseGet(this::evaluate);
    }

    private Optional<AttemptOutcome> pretrain(Position from) {
        if (network.method().isEmpty()) {
            return Optional.empty();
        }
        return new Pretraining(
                        settings,
                        network.method().get(),
                        new BatchReader(data.train().samples(), normalization),
                        order,
                        sgd.orElseThrow(),
                        manager,
                        context,
                        this::save)
                .run(from);
    }

    private AttemptOutcome evaluate() {
        Position end = end();
        context.progress(
                new Progress(Progress.Phase.EVALUATING, end.epoch(), end.epoch(), end.step(), end.step(), Double.NaN));
        return new Evaluation(settings, data, normalization, holdout, manager, context::stopRequested)
                .of(network.encoder())
                .<AttemptOutcome>map(metrics -> {
                    TrainingState.Evaluated evaluated = new TrainingState.Evaluated(metrics, network.encoderSha256());
                    hand(Snapshot.Kind.EVALUATED, end, metrics, Optional.of(evaluated));
                    return completed(evaluated);
                })
                .orElseGet(AttemptOutcome.Yielded::new);
    }

    private Position end() {
        int epochs = network.method().isPresent() ? settings.epochs() : 0;
        return new Position(epochs, 0, (long) epochs * order.batches(), 0);
    }

    private void save(Snapshot.Kind kind, Position position, double learningRate) {
        if (kind == Snapshot.Kind.MID_EPOCH) {
            hand(kind, position, Map.of(), Optional.empty());
            return;
        }
        Map<String, Double> metrics = new EpochMetrics(data.train().labels(), holdout, manager)
                .of(network.method().orElseThrow(), settings.clustering().clusters(), position, learningRate);
        hand(kind, position.nextEpoch(), metrics, Optional.empty());
    }

    private void hand(
            Snapshot.Kind kind,
            Position position,
            Map<String, Double> metrics,
            Optional<TrainingState.Evaluated> evaluated) {
        context.checkpoint(new Snapshot(
                position.epoch(),
                position.step(),
                kind,
                metrics,
                state.encode(kind, position, evaluated),
                network.method()
                        .map(method -> new TensorFile(Map.of(), Map.of("prototypes", method.prototypes())).encode())));
    }

    private static AttemptOutcome completed(TrainingState.Evaluated evaluated) {
        return new AttemptOutcome.Completed(evaluated.metrics(), evaluated.weightsSha256(), List.of());
    }
}
