package dev.regatta.worker.train;

import ai.djl.ndarray.NDManager;
import dev.regatta.protocol.metric.Metrics;
import dev.regatta.worker.attempt.AttemptContext;
import dev.regatta.worker.attempt.AttemptOutcome;
import dev.regatta.worker.attempt.Progress;
import dev.regatta.worker.attempt.Snapshot;
import dev.regatta.worker.attempt.TrialSettings;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.BatchReader;
import dev.regatta.worker.data.DataSplits;
import dev.regatta.worker.data.Normalization;
import dev.regatta.worker.eval.Holdout;
import dev.regatta.worker.method.PretrainingMethod;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt of a trial: training, then evaluation, with a checkpoint after each epoch and at the end. Used once, by one
 * thread.
 */
final class TrialRun {
    private final RunSettings settings;
    private final DataSplits data;
    private final AttemptContext context;
    private final NDManager manager;
    private final Optional<TensorFile> resumed;
    private final Normalization normalization;
    private final Holdout holdout;
    private final EpochOrder order;
    private final Network network;
    private final Optional<Sgd> sgd;
    private final TrainingState state;
    private Position reached = Position.START;

    TrialRun(
            TrialSettings trial,
            RunSettings settings,
            DataSplits data,
            Optional<TensorFile> resumed,
            AttemptContext context,
            NDManager manager) {
        this.settings = settings;
        this.data = data;
        this.context = context;
        this.manager = manager;
        this.resumed = resumed;
        int samples = data.train().size();
        Fingerprint fingerprint = Fingerprint.of(trial, data);
        resumed.ifPresent(fingerprint::check);
        this.normalization = resumed.map(TrainingState::normalization).orElseGet(this::newNormalization);
        this.holdout = Holdout.of(samples, settings.validationFraction());
        this.order = new EpochOrder(samples, settings.batchSize(), settings.dropLast(), settings.seed());
        this.network = Network.of(settings, data.train().sampleShape(), order, samples, manager);
        this.sgd = network.method()
                .map(method -> new Sgd(
                        network.weights().parameters(),
                        settings.momentum(),
                        settings.weightDecay(),
                        settings.larc(),
                        trial.threads(),
                        manager));
        this.state = new TrainingState(fingerprint, network, sgd, normalization);
        checkEvaluable();
    }

    AttemptOutcome run() {
        Optional<TrainingState.Evaluated> earlier = resumed.flatMap(TrainingState::evaluated);
        if (earlier.isPresent()) {
            return completed(earlier.get(), resumed.get());
        }
        reached = resumed.map(state::restore).orElse(Position.START);
        return pretrain(reached).orElseGet(this::evaluate);
    }

    private Optional<AttemptOutcome> pretrain(Position from) {
        if (network.method().isEmpty()) {
            return Optional.empty();
        }
        return new Pretraining(
                        settings,
                        network.method().get(),
                        new BatchReader(data.train(), normalization),
                        order,
                        sgd.orElseThrow(),
                        manager,
                        context,
                        this::save)
                .run(from);
    }

    private AttemptOutcome evaluate() {
        Position end = reached;
        context.progress(
                new Progress(Progress.Phase.EVALUATING, end.epoch(), end.epoch(), end.step(), end.step(), Double.NaN));
        return judged(end)
                .<AttemptOutcome>map(result -> {
                    TrainingState.Evaluated evaluated = new TrainingState.Evaluated(result, network.encoderSha256());
                    return completed(
                            evaluated, hand(Snapshot.Kind.EVALUATED, end, result.metrics(), Optional.of(evaluated)));
                })
                .orElseGet(AttemptOutcome.Yielded::new);
    }

    /**
     * The last epoch's mean loss as {@code final_loss}, which needs no labels, and the evaluation by labels if there are
     * any; empty if it was stopped.
     */
    private Optional<EvaluationResult> judged(Position end) {
        return data.labelled()
                .map(labelled -> new Evaluation(
                                settings.evaluation(),
                                labelled,
                                normalization,
                                holdout,
                                manager,
                                context::stopRequested)
                        .of(network.frozen()))
                .orElseGet(() -> Optional.of(new EvaluationResult(Map.of(), Optional.empty(), Optional.empty())))
                .map(result ->
                        Double.isFinite(end.epochLoss()) ? result.with(Metrics.FINAL_LOSS, end.epochLoss()) : result);
    }

    private void checkEvaluable() {
        if (network.method().isEmpty() && data.labelled().isEmpty()) {
            throw new InvalidSettingsException("method is " + settings.method().id()
                    + ", which is only evaluated, but the data set has no labels to evaluate by");
        }
    }

    private Normalization newNormalization() {
        return switch (settings.normalization()) {
            case TRAINING -> Normalization.of(data.train());
            case IMAGENET -> Normalization.imageNet(data.train().sampleShape());
            case NONE -> Normalization.none(data.train().sampleShape());
        };
    }

    private void save(Snapshot.Kind kind, Position position, double learningRate) {
        if (kind == Snapshot.Kind.MID_EPOCH) {
            hand(kind, position, Map.of(), Optional.empty());
            return;
        }
        Map<String, Double> metrics = new EpochMetrics(data.trainLabels(), holdout, manager)
                .of(network.method().orElseThrow(), position, learningRate);
        reached = position.nextEpoch();
        hand(kind, reached, metrics, Optional.empty());
    }

    private TensorFile hand(
            Snapshot.Kind kind,
            Position position,
            Map<String, Double> metrics,
            Optional<TrainingState.Evaluated> evaluated) {
        context.checkpointBegins();
        TensorFile saved = state.file(kind, position, evaluated);
        context.checkpoint(new Snapshot(
                position.epoch(),
                position.step(),
                kind,
                metrics,
                saved::encode,
                network.method()
                        .flatMap(PretrainingMethod::prototypes)
                        .map(prototypes -> new TensorFile(Map.of(), Map.of("prototypes", prototypes)).encode())));
        return saved;
    }

    private AttemptOutcome completed(TrainingState.Evaluated evaluated, TensorFile saved) {
        return new AttemptOutcome.Completed(
                evaluated.result().metrics(), evaluated.weightsSha256(), ResultArtifacts.of(saved, data));
    }
}
