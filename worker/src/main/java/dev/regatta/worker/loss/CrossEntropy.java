package dev.regatta.worker.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Cross-entropy against cluster numbers; samples without one are left out. */
public final class CrossEntropy {
    /** The target of a sample that has none. */
    public static final int IGNORED = -100;

    private CrossEntropy() {}

    /**
     * Mean of −log softmax(logits)[target] over the samples that have a target.
     *
     * @param logits [B, K]
     * @param targets [B], each in 0..K−1 or {@link #IGNORED}
     * @return a scalar; 0 if no sample has a target
     */
    public static NDArray mean(NDArray logits, int[] targets) {
        NDManager scope = logits.getManager();
        long[] classes = new long[targets.length];
        float[] shares = new float[targets.length];
        int counted = 0;
        for (int target : targets) {
            counted += target == IGNORED ? 0 : 1;
        }
        for (int b = 0; b < targets.length; b++) {
            classes[b] = Math.max(0, targets[b]);
            shares[b] = targets[b] == IGNORED ? 0 : 1f / counted;
        }
        Shape column = new Shape(targets.length, 1);
        NDArray picked = logits.logSoftmax(1).gather(scope.create(classes, column), 1);
        return picked.mul(scope.create(shares, column).toType(logits.getDataType(), false))
                .sum()
                .neg();
    }
}
