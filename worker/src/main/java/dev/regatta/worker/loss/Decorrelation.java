package dev.regatta.worker.loss;

import ai.djl.ndarray.NDArray;
import dev.regatta.worker.model.Scaling;
import java.util.stream.IntStream;

/**
 * Makes the features of a batch differ from each other: each feature is a column over the batch, scaled to unit length.
 *
 * @see <a href="https://arxiv.org/abs/2106.00131">Clustering-friendly Representation Learning via Instance
 *     Discrimination and Feature Decorrelation, eqs. 5 and 6</a>
 */
public final class Decorrelation {
    private Decorrelation() {}

    /**
     * Cross-entropy of each row of F̂ᵀF̂/τ against its diagonal, meaned over features.
     *
     * @param features [B, E]
     * @param temperature τ
     */
    public static NDArray softmax(NDArray features, double temperature) {
        NDArray correlations = Scaling.times(correlations(features), 1 / temperature); // [E, E]
        int size = Math.toIntExact(correlations.getShape().get(0));
        return CrossEntropy.mean(correlations, IntStream.range(0, size).toArray());
    }

    /** ‖F̂ᵀF̂ − I‖², summed over pairs of features. */
    public static NDArray orthogonal(NDArray features) {
        NDArray correlations = correlations(features);
        NDArray identity = correlations
                .getManager()
                .eye(Math.toIntExact(correlations.getShape().get(0)))
                .toType(correlations.getDataType(), false);
        return correlations.sub(identity).square().sum();
    }

    private static NDArray correlations(NDArray features) {
        NDArray columns = features.normalize(2, 0); // [B, E]
        return columns.transpose().matMul(columns);
    }
}
