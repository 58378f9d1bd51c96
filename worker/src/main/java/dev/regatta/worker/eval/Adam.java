package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Adam with bias correction as PyTorch computes it: ε is added to the corrected root. β₁ 0.9, β₂ 0.999, ε 1e-8, no
 * weight decay. The engine's own update leaves the corrections to its caller: r·m̂ / (√v̂ + ε) equals
 * (r·√c₂/c₁)·m / (√v + ε·√c₂), with cᵢ = 1 − βᵢᵗ.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Adam</a>
 */
final class Adam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final float UNCLIPPED = -1;

    private final NDArray parameter;
    private final NDArray mean;
    private final NDArray square;
    private final double learningRate;
    private int steps;

    /** Both moments live as long as {@code parameter}. */
    Adam(NDArray parameter, double learningRate) {
        NDManager manager = parameter.getManager();
        this.parameter = parameter;
        this.mean = manager.zeros(parameter.getShape(), parameter.getDataType());
        this.square = manager.zeros(parameter.getShape(), parameter.getDataType());
        this.learningRate = learningRate;
    }

    /** One step against {@code gradient} times {@code scale}. */
    void step(NDArray gradient, double scale) {
        steps++;
        double correction1 = 1 - Math.pow(BETA1, steps);
        double root2 = Math.sqrt(1 - Math.pow(BETA2, steps));
        JniUtils.adamUpdate(
                (PtNDArray) parameter,
                (PtNDArray) gradient,
                (PtNDArray) mean,
                (PtNDArray) square,
                (float) learningRate,
                (float) (learningRate * root2 / correction1),
                0,
                (float) scale,
                UNCLIPPED,
                (float) BETA1,
                (float) BETA2,
                (float) (EPSILON * root2),
                false);
    }
}
