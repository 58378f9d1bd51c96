package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Adam with bias correction as PyTorch computes it: ε is added to the corrected root. β₁ 0.9, β₂ 0.999, ε 1e-8, no
 * weight decay.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Adam</a>
 */
final class Adam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

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

    /** One step against {@code gradient}, in whose scope the temporaries live. */
    void step(NDArray gradient) {
        steps++;
        mean.muli(BETA1).addi(gradient.mul(1 - BETA1));
        square.muli(BETA2).addi(gradient.square().mul(1 - BETA2));
        double meanCorrection = 1 - Math.pow(BETA1, steps);
        double rootCorrection = Math.sqrt(1 - Math.pow(BETA2, steps));
        try (NDArray root = square.sqrt();
                NDArray ratio = mean.div(root.divi(rootCorrection).addi(EPSILON))) {
            parameter.subi(ratio.muli(learningRate / meanCorrection));
        }
    }
}
