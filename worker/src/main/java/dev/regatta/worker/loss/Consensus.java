package dev.regatta.worker.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.model.Scaling;

/**
 * Agreement of cluster assignments over random projections of embeddings and prototypes.
 *
 * @see <a href="https://arxiv.org/abs/2105.01289">Representation Learning for Clustering via Building Consensus</a>
 */
public final class Consensus {
    private Consensus() {}

    /**
     * Mean cross-entropy of each projection's softmax against the targets.
     *
     * @param embeddings not normalized, [B, E]
     * @param prototypes [K, E]
     * @param targets soft assignments, [B, K], without gradient
     * @param projections R matrices side by side, [E, R·P]
     * @param count R
     * @param temperature cosines are divided by it
     */
    public static NDArray loss(
            NDArray embeddings,
            NDArray prototypes,
            NDArray targets,
            NDArray projections,
            int count,
            double temperature) {
        NDArray samples = projected(embeddings, projections, count); // [R, B, P]
        NDArray centres = projected(prototypes, projections, count); // [R, K, P]
        NDArray cosines = samples.matMul(centres.transpose(0, 2, 1)); // [R, B, K]
        NDArray agreed = Scaling.times(cosines, 1 / temperature).logSoftmax(2).mul(targets);
        return Scaling.times(agreed.sum(), -1.0 / (count * embeddings.getShape().get(0)));
    }

    /** Rows in every projection, scaled to unit length: [N, E] → [R, N, P]. */
    private static NDArray projected(NDArray rows, NDArray projections, int count) {
        long size = projections.getShape().get(1) / count;
        return rows.matMul(projections)
                .reshape(new Shape(rows.getShape().get(0), count, size))
                .normalize(2, 2)
                .transpose(1, 0, 2);
    }
}
