package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.Random;
import java.util.Set;

/** A linear layer to class logits, [B, D] → [B, K], that can be made to forget: weights N(0, 0.01), biases 0. */
public final class Classifier {
    private static final Initializer WEIGHTS = Initializer.normal(0.01);

    private final String name;
    private final NDArray weight;
    private final NDArray bias;

    public Classifier(Weights weights, String name, int in, int classes) {
        this.name = name;
        this.weight = weights.parameter(name + ".weight", new Shape(classes, in), WEIGHTS);
        this.bias = weights.parameter(name + ".bias", new Shape(classes), Initializer.constant(0));
    }

    /** Names of its tensors among the weights. */
    public Set<String> names() {
        return Set.of(name + ".weight", name + ".bias");
    }

    public NDArray logits(NDArray features) {
        return Linear.linear(features, weight, bias).singletonOrThrow();
    }

    /** Begins anew. */
    public void reset(Random random) {
        float[] values = new float[Math.toIntExact(weight.size())];
        WEIGHTS.fill(values, random);
        Weights.assign(weight, values);
        Weights.assign(bias, new float[Math.toIntExact(bias.size())]);
    }
}
