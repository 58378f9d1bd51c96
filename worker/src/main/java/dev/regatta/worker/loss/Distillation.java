package dev.regatta.worker.loss;

import ai.djl.ndarray.NDArray;

/** What a branch learns from the deepest classifier, which gets no gradient from it (paper, eqs. 3 and 4). */
public final class Distillation {
    private Distillation() {}

    /**
     * KL(q_teacher ‖ q_branch) of softened predictions, times T²; summed over classes.
     *
     * @param teacher logits [B, K], detached here
     * @param branch logits [B, K]
     * @param temperature T by which both are divided once more
     * @param reduction over the batch
     */
    public static NDArray softLabels(NDArray teacher, NDArray branch, double temperature, Reduction reduction) {
        NDArray target = teacher.stopGradient().div(temperature).logSoftmax(1);
        NDArray predicted = branch.div(temperature).logSoftmax(1);
        NDArray terms = target.exp().mul(target.sub(predicted)); // [B, K]
        NDArray sum = terms.mul(temperature * temperature).sum();
        return reduction == Reduction.SUM ? sum : sum.div(teacher.getShape().get(0));
    }

    /**
     * Squared distance of features.
     *
     * @param teacher deepest pooled features [B, D], detached here
     * @param branch the branch's pooled features [B, D]
     * @param reduction over batch and dimensions
     */
    public static NDArray hint(NDArray teacher, NDArray branch, Reduction reduction) {
        NDArray squares = branch.sub(teacher.stopGradient()).square();
        return reduction == Reduction.SUM ? squares.sum() : squares.mean();
    }
}
