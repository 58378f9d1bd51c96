package dev.regatta.worker.train;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.data.BatchReader;
import dev.regatta.worker.data.LabelledData;
import dev.regatta.worker.data.LabelledSplit;
import dev.regatta.worker.data.Normalization;
import dev.regatta.worker.eval.FeatureExtractor;
import dev.regatta.worker.eval.FrozenNetwork;
import dev.regatta.worker.eval.Holdout;
import dev.regatta.worker.eval.LabelledFeatures;
import dev.regatta.worker.eval.LinearProbe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The linear evaluation of a frozen encoder. {@code validation_linear_accuracy}, the objective, is of a probe that
 * learns from the fitted training labels and is judged by the held-out ones; {@code test_linear_accuracy} is of a
 * second probe that learns from all training labels, and is the only reading of the test split.
 */
final class Evaluation {
    private final RunSettings settings;
    private final LabelledData data;
    private final Normalization normalization;
    private final Holdout holdout;
    private final NDManager manager;
    private final BooleanSupplier stop;

    Evaluation(
            RunSettings settings,
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

    /** The metrics, as shares from 0 to 1; empty if it was stopped. */
    Optional<Map<String, Double>> of(FrozenNetwork network) {
        Optional<LabelledFeatures> train = features(network, data.train());
        Optional<Double> validation =
                train.flatMap(all -> probe().accuracy(all.at(holdout.fitted()), all.at(holdout.held()), manager));
        Optional<LabelledFeatures> test = validation.flatMap(done -> features(network, data.test()));
        Optional<Double> tested = test.flatMap(held -> probe().accuracy(train.orElseThrow(), held, manager));
        return tested.map(accuracy -> {
            Map<String, Double> metrics = new LinkedHashMap<>();
            metrics.put("validation_linear_accuracy", validation.orElseThrow());
            metrics.put("test_linear_accuracy", accuracy);
            return metrics;
        });
    }

    private Optional<LabelledFeatures> features(FrozenNetwork network, LabelledSplit split) {
        return new FeatureExtractor(network, manager, stop)
                .features(new BatchReader(split.samples(), normalization), split.labels());
    }

    private LinearProbe probe() {
        return new LinearProbe(settings.probe(), settings.seed(), stop);
    }
}
