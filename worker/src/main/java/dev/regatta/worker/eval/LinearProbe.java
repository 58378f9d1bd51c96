package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import dev.regatta.worker.data.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * A softmax classifier on frozen features, trained with Adam; its answers are those of the last epoch. Its gradient is
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

    /** Trains on one set and predicts the classes of each of the others, [N] each; empty if it was stopped. */
    public Optional<List<int[]>> predictions(LabelledFeatures train, List<LabelledFeatures> asked, NDManager parent) {
        try (NDManager manager = parent.newSubManager()) {
            Classifier classifier = new Classifier(
                    manager.create(initial(train), new Shape(train.classes(), train.dimension())),
                    manager.zeros(new Shape(train.classes())));
            if (!fit(classifier, standardized(train, train), manager)) {
                return Optional.empty();
            }
            List<int[]> answers = new ArrayList<>();
            asked.forEach(set -> answers.add(classifier.classes(standardized(set, train))));
            return Optional.of(List.copyOf(answers));
        }
    }

    private LabelledFeatures standardized(LabelledFeatures features, LabelledFeatures reference) {
        return settings.standardize() ? features.standardizedBy(reference) : features;
    }

    /** All samples in an order of their own each epoch; the last batch may be smaller. False if it was stopped. */
    private boolean fit(Classifier classifier, LabelledFeatures train, NDManager manager) {
        NDArray samples = train.tensor(manager); // [N, D]
        NDArray targets = train.oneHot(manager); // [N, classes]
        Adam weight = new Adam(classifier.weight(), settings.learningRate());
        Adam bias = new Adam(classifier.bias(), settings.learningRate());
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            if (stop.getAsBoolean()) {
                return false;
            }
            int[] order = Seeds.permutation(train.size(), Seeds.random(seed, "probe", epoch));
            for (int start = 0; start < order.length; start += settings.batchSize()) {
                int size = Math.min(order.length - start, settings.batchSize());
                try (NDManager scope = manager.newSubManager()) {
                    NDIndex indices = new NDIndex("{}", scope.create(batch(order, start, size)));
                    NDArray x = samples.get(scope, indices); // [B, D]
                    NDArray error = classifier.error(x, targets.get(scope, indices)); // [B, classes]
                    weight.step(error.transpose().matMul(x), 1.0 / size);
                    bias.step(error.sum(new int[] {0}), 1.0 / size);
                }
            }
        }
        return true;
    }

    /** logits = x·weightᵀ + bias; weight [classes, D], bias [classes]. */
    record Classifier(NDArray weight, NDArray bias) {

        /** Gradient of the summed cross-entropy with respect to the logits, [B, classes]. */
        NDArray error(NDArray x, NDArray oneHot) {
            return logits(x).softmax(1).subi(oneHot);
        }

        private int[] classes(LabelledFeatures features) {
            try (NDManager scope = weight.getManager().newSubManager()) {
                return logits(features.tensor(scope))
                        .argMax(1)
                        .toType(DataType.INT32, false)
                        .toIntArray();
            }
        }

        private NDArray logits(NDArray x) {
            return Linear.linear(x, weight, bias).singletonOrThrow();
        }
    }

    private static long[] batch(int[] order, int start, int size) {
        long[] indices = new long[size];
        for (int i = 0; i < size; i++) {
            indices[i] = order[start + i];
        }
        return indices;
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
