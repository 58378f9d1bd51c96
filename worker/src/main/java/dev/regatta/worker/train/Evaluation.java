package dev.regatta.worker.train;

import ai.djl.ndarray.NDManager;
import dev.regatta.protocol.metric.FeatureKind;
import dev.regatta.protocol.metric.Metrics;
import dev.regatta.worker.data.BatchReader;
import dev.regatta.worker.data.LabelledData;
import dev.regatta.worker.data.LabelledSplit;
import dev.regatta.worker.data.Normalization;
import dev.regatta.worker.eval.Contingency;
import dev.regatta.worker.eval.EvaluationSettings;
import dev.regatta.worker.eval.FeatureExtractor;
import dev.regatta.worker.eval.FrozenFeatures;
import dev.regatta.worker.eval.FrozenNetwork;
import dev.regatta.worker.eval.Holdout;
import dev.regatta.worker.eval.LabelledFeatures;
import dev.regatta.worker.eval.LinearProbe;
import dev.regatta.worker.eval.RepresentationMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The evaluation of a frozen network. {@code validation_linear_accuracy}, the objective, is of a probe that learns from
 * the fitted training labels and is judged by the held-out ones. Only after it is the test split read, once: by a second
 * probe that learns from all training labels, by nearest neighbours and by clusters.
 */
final class Evaluation {
    private final EvaluationSettings settings;
    private final LabelledData data;
    private final Normalization normalization;
    private final Holdout holdout;
    private final NDManager manager;
    private final BooleanSupplier stop;

    Evaluation(
            EvaluationSettings settings,
            LabelledData data,
            Normalization normalization,
            Holdout holdout,
            NDManager manager,
            BooleanSupplier stop) {
        this.settings = settings;
        this.data = data;
        this.normalization = normalization;
        this.holdout = holdout;
        this.manager = manager;
        this.stop = stop;
    }

    /** Empty if it was stopped. */
    Optional<EvaluationResult> of(FrozenNetwork network) {
        return features(network, data.train())
                .flatMap(train -> validated(train.pooled())
                        .flatMap(validation ->
                                features(network, data.test()).flatMap(test -> tested(validation, train, test))));
    }

    private Optional<FrozenFeatures> features(FrozenNetwork network, LabelledSplit split) {
        return new FeatureExtractor(network, manager, stop)
                .features(new BatchReader(split.samples(), normalization), split.labels());
    }

    private Optional<Double> validated(LabelledFeatures train) {
        LabelledFeatures held = train.at(holdout.held());
        return probe().predictions(train.at(holdout.fitted()), List.of(held), manager)
                .map(answers -> held.confusion(answers.get(0)).accuracy());
    }

    private Optional<EvaluationResult> tested(double validation, FrozenFeatures train, FrozenFeatures test) {
        Optional<List<int[]>> answers =
                probe().predictions(train.pooled(), List.of(train.pooled(), test.pooled()), manager);
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        Contingency confusion = test.pooled().confusion(answers.get().get(1));
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(Metrics.VALIDATION_LINEAR_ACCURACY, validation);
        metrics.put(
                Metrics.TRAIN_LINEAR_ACCURACY,
                train.pooled().confusion(answers.get().get(0)).accuracy());
        metrics.put(Metrics.TEST_LINEAR_ACCURACY, confusion.accuracy());
        return settings.clusters()
                ? withoutLabels(metrics, confusion, train, test)
                : Optional.of(new EvaluationResult(metrics, Optional.of(confusion), Optional.empty()));
    }

    private Optional<EvaluationResult> withoutLabels(
            Map<String, Double> metrics, Contingency confusion, FrozenFeatures train, FrozenFeatures test) {
        RepresentationMetrics representation = new RepresentationMetrics(settings, holdout, manager, stop);
        Optional<RepresentationMetrics.Result> pooled =
                representation.of(FeatureKind.POOLED, train.pooled(), test.pooled());
        Optional<LabelledFeatures> trained = train.of(FeatureKind.EMBEDDING);
        Optional<RepresentationMetrics.Result> embedded = trained.flatMap(features -> representation.of(
                FeatureKind.EMBEDDING, features, test.of(FeatureKind.EMBEDDING).orElseThrow()));
        if (pooled.isEmpty() || (trained.isPresent() && embedded.isEmpty())) {
            return Optional.empty();
        }
        metrics.putAll(pooled.get().metrics());
        embedded.ifPresent(result -> metrics.putAll(result.metrics()));
        return Optional.of(new EvaluationResult(
                metrics, Optional.of(confusion), Optional.of(pooled.get().clusterSizes())));
    }

    private LinearProbe probe() {
        return new LinearProbe(settings.probe(), settings.seed(), stop);
    }
}
