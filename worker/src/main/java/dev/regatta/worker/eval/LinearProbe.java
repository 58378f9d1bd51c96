package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import dev.regatta.worker.data.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * A softmax classifier on frozen features, trained with Adam; its accuracy is that of the last epoch. Its gradient is
 * written out, (softmax − one-hot)ᵀ·x / B, so no graph is recorded.
 */
public final class LinearProbe {
    private static final double INITIAL_DEVIATION = 0.01;

    private final ProbeSettings settings;
    private final long seed;
    private final BooleanSupplier stop;

    /** @param stop asked once an epoch; true abandons the probe */
    public LinearProbe(ProbeSettings settings, long seed, BooleanSupplier stop) {
        this.settings = settings;
        this.seed = seed;
        this.stop = stop;
    }

    /** Trains on one set and gives the share of right answers on the other; empty if it was stopped. */
    public Optional<Double> accuracy(LabelledFeatures train, LabelledFeatures held, NDManager parent) {
        LabelledFeatures trained = settings.standardize() ? train.standardizedBy(train) : train;
        LabelledFeatures tested = settings.standardize() ? held.standardizedBy(train) : held;
        try (NDManager manager = parent.newSubManager()) {
            Classifier classifier = new Classifier(
                    manager.create(initial(train), new Shape(train.classes(), train.dimension())),
                    manager.zeros(new Shape(train.classes())));
            Adam weight = new Adam(classifier.weight(), settings.learningRate());
            Adam bias = new Adam(classifier.bias(), settings.learningRate());
            for (int epoch = 0; epoch < settings.epochs(); epoch++) {
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
                for (int[] indices : batches(train.size(), epoch)) {
                    try (NDManager scope = manager.newSubManager()) {
                        LabelledFeatures batch = trained.at(indices);
                        NDArray x = batch.tensor(scope); // [B, D]
                        NDArray error = classifier.error(x, batch); // [B, classes]
                        weight.step(error.transpose().matMul(x));
                        bias.step(error.sum(new int[] {0}));
                    }
                }
            }
            return Optional.of(classifier.shareRight(tested));
        }
    }

    /** logits = x·weightᵀ + bias; weight [classes, D], bias [classes]. */
    record Classifier(NDArray weight, NDArray bias) {

        /** Gradient of the mean cross-entropy with respect to the logits, [B, classes]. */
        NDArray error(NDArray x, LabelledFeatures batch) {
            float[] oneHot = new float[batch.size() * batch.classes()];
            for (int b = 0; b < batch.size(); b++) {
                oneHot[b * batch.classes() + batch.label(b)] = 1;
            }
            NDArray target = x.getManager().create(oneHot, new Shape(batch.size(), batch.classes()));
            return logits(x).softmax(1).sub(target).div(batch.size());
        }

        private double shareRight(LabelledFeatures tested) {
            try (NDManager scope = weight.getManager().newSubManager()) {
                int[] predicted = logits(tested.tensor(scope))
                        .argMax(1)
                        .toType(DataType.INT32, false)
                        .toIntArray();
                int right = 0;
                for (int i = 0; i < predicted.length; i++) {
                    right += predicted[i] == tested.label(i) ? 1 : 0;
                }
                return right / (double) predicted.length;
            }
        }

        private NDArray logits(NDArray x) {
            return Linear.linear(x, weight, bias).singletonOrThrow();
        }
    }

    /** All samples in an order of their own each epoch; the last batch may be smaller. */
    private List<int[]> batches(int samples, int epoch) {
        int[] order = Seeds.permutation(samples, Seeds.random(seed, "probe", epoch));
        List<int[]> batches = new ArrayList<>();
        for (int start = 0; start < samples; start += settings.batchSize()) {
            batches.add(Arrays.copyOfRange(order, start, Math.min(samples, start + settings.batchSize())));
        }
        return batches;
    }

    private float[] initial(LabelledFeatures train) {
        Random random = Seeds.random(seed, "probe.weight", 0);
        float[] values = new float[train.classes() * train.dimension()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (INITIAL_DEVIATION * random.nextGaussian());
        }
        return values;
    }
}
