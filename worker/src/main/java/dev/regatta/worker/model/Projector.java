package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** Linear → batch normalization → ReLU → linear → rows of unit length: [B, D] → [B, E]. */
public final class Projector {
    private final Dense hidden;
    private final Norm norm;
    private final Dense output;

    public Projector(Weights weights, String name, int in, int hiddenSize, int out) {
        this.hidden = new Dense(weights, name + ".hidden", in, hiddenSize);
        this.norm = new Norm(weights, name + ".bn", hiddenSize);
        this.output = new Dense(weights, name + ".output", hiddenSize, out);
    }

    public NDArray apply(NDArray features, boolean training) {
        return unscaled(features, training).normalize(2, 1);
    }

    /** The same before its rows are scaled to unit length. */
    public NDArray unscaled(NDArray features, boolean training) {
        NDArray activated = Activation.relu(norm.apply(hidden.apply(features), training));
        return output.apply(activated);
    }
}
