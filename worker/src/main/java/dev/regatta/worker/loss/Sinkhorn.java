package dev.regatta.worker.loss;

import ai.djl.ndarray.NDArray;
import dev.regatta.worker.model.Scaling;

/**
 * Soft assignments that use every cluster alike.
 *
 * @see <a href="https://arxiv.org/abs/2006.09882">SwAV, section 3.1 and appendix A</a>
 */
public final class Sinkhorn {
    private Sinkhorn() {}

    /**
     * exp(scores/ε), its columns and rows scaled in turn to equal sums, rows last.
     *
     * @param scores [B, K]; detached here
     * @param epsilon ε: the smaller, the harder
     * @param iterations rounds of scaling
     * @return [B, K], each row summing to 1, each column to about B/K
     */
    public static NDArray assign(NDArray scores, double epsilon, int iterations) {
        NDArray scaled = Scaling.times(scores.stopGradient(), 1 / epsilon);
        // Shifted row by row, which the scaling of rows takes back: nothing overflows, no row is all zeros.
        NDArray shares = scaled.sub(scaled.max(new int[] {1}, true)).exp();
        shares = shares.div(shares.sum());
        double columns = 1.0 / scores.getShape().get(1);
        for (int i = 0; i < iterations; i++) {
            NDArray sums = shares.sum(new int[] {0}, true).maximum(Scaling.number(scores, Float.MIN_NORMAL));
            shares = Scaling.times(shares.div(sums), columns);
            shares = shares.div(shares.sum(new int[] {1}, true));
        }
        return shares;
    }
}
