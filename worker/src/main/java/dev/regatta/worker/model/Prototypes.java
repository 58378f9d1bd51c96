package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;

/** Cluster centres as a bias-free linear layer: logits = z·Wᵀ / τ, [B, E] → [B, K]. */
public final class Prototypes {
    private final String name;
    private final NDArray weight;
    private final double temperature;

    public Prototypes(Weights weights, String name, int clusters, int embedding, double temperature) {
        this.name = name;
        this.weight =
                weights.parameter(name, new Shape(clusters, embedding), Initializer.uniform(1 / Math.sqrt(embedding)));
        this.temperature = temperature;
    }

    /** The tensor's name among the weights. */
    public String name() {
        return name;
    }

    public NDArray logits(NDArray embeddings) {
        return Scaling.times(Linear.linear(embeddings, weight).singletonOrThrow(), 1 / temperature);
    }

    /** Overwrites the centres, [K, E] row by row. */
    public void assign(float[] centroids) {
        Weights.assign(weight, centroids);
    }

    /** (K, E). */
    public Shape shape() {
        return weight.getShape();
    }

    /** The centres, [K, E] row by row. */
    public float[] values() {
        try (NDArray single = weight.toType(DataType.FLOAT32, true)) {
            return single.toFloatArray();
        }
    }
}
