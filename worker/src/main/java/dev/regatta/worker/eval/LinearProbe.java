package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import dev.regatta.worker.data.Seeds;
import java.util.Arrays;
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
            NDArray weight = manager.create(initial(train), new Shape(train.classes(), train.dimension()));
            NDArray bias = manager.zeros(new Shape(train.classes()));
            Adam weightAdam = new Adam(weight, settings.learningRate());
            Adam biasAdam = new Adam(bias, settings.learningRate());
            for (int epoch = 0; epoch < settings.epochs(); epoch++) {
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
                int[] order = Seeds.permutation(train.size(), Seeds.random(seed, "probe", epoch));
                for (int start = 0; start < order.length; start += settings.batchSize()) {
                    int end = Math.min(order.length, start + settings.batchSize());
                    try (NDManager scope = manager.newSubManager()) {
                        LabelledFeatures batch = trained.at(Arrays.copyOfRange(order, start, end));
                        NDArray x = batch.tensor(scope); // [B, D]
                        NDArray error = error(x, weight, bias, batch); // [B, classes]
                        weightAdam.step(error.transpose().matMul(x));
                        biasAdam.step(error.sum(new int[] {0}));
                    }
                }
            }
            return Optional.of(shareRight(tested, weight, bias));
        }
    }

    /** Gradient of the mean cross-entropy with respect to the logits. */
    static NDArray error(NDArray x, NDArray weight, NDArray bias, LabelledFeatures batch) {
        float[] oneHot = new float[batch.size() * batch.classes()];
        for (int b = 0; b < batch.size(); b++) {
            oneHot[b * batch.classes() + batch.label(b)] = 1;
        }
        NDArray target = x.getManager().create(oneHot, new Shape(batch.size(), batch.classes()));
        return logits(x, weight, bias).softmax(1).sub(target).div(batch.size());
    }

    private static double shareRight(LabelledFeatures tested, NDArray weight, NDArray bias) {
        try (NDManager scope = weight.getManager().newSubManager()) {
            int[] predicted = logits(tested.tensor(scope), weight, bias)
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

    private static NDArray logits(NDArray x, NDArray weight, NDArray bias) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
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
