package dev.regatta.worker.loss;

import ai.djl.ndarray.NDArray;
import dev.regatta.worker.model.Scaling;

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
        NDArray target = Scaling.times(teacher.stopGradient(), 1 / temperature).logSoftmax(1);
        NDArray predicted = Scaling.times(branch, 1 / temperature).logSoftmax(1);
        NDArray sum = target.exp().mul(target.sub(predicted)).sum();
        double samples = reduction == Reduction.MEAN ? teacher.getShape().get(0) : 1;
        return Scaling.times(sum, temperature * temperature / samples);
    }

    /**
     * Distance of features: squares, summed or meaned, or norms.
     *
     * @param teacher deepest features [B, D] or map [B, D, …]; detach it to keep its gradients out
     * @param branch the branch's features, of the same shape
     * @param reduction over batch and dimensions
     */
    public static NDArray hint(NDArray teacher, NDArray branch, Reduction reduction) {
        NDArray squares = branch.sub(teacher).square();
        return switch (reduction) {
            case SUM -> squares.sum();
            case MEAN -> squares.mean();
            case NORM -> norms(squares).sum();
        };
    }

    /** The norm has no derivative at 0; far below any distance that matters it is made smooth. */
    private static NDArray norms(NDArray squares) {
        NDArray sums = squares.reshape(squares.getShape().get(0), -1).sum(new int[] {1});
        return sums.add(Scaling.number(sums, 1e-12)).sqrt();
    }
}
