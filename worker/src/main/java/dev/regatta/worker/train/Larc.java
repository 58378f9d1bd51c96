package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Layer-wise adaptive rate control without clipping, as public DeepCluster-v2 code uses it: d = (g + w·p) · t·‖p‖ / (‖g‖ +
 * w·‖p‖ + ε) with trust t = 1e-3 and ε = 1e-8; where a length is zero, d = g. It keeps no state.
 *
 * @see <a href="https://arxiv.org/abs/1708.03888">Large Batch Training of Convolutional Networks</a>
 */
final class Larc {
    private static final double TRUST = 1e-3;
    private static final double EPSILON = 1e-8;

    private Larc() {}

    /**
     * What one tensor's step is made of, d = (g + decay·p) · scale.
     *
     * @param decay weight decay, or 0 where a length is zero
     */
    record Scales(NDArray decay, NDArray scale) {}

    /** Both scalars stay on the device, in {@code scope}. */
    static Scales scales(NDArray parameter, NDArray gradient, NDArray weightDecay, NDManager scope) {
        NDArray length = Sgd.in(scope, parameter.norm());
        NDArray slope = Sgd.in(scope, gradient.norm());
        NDArray both = length.sign().mul(slope.sign()); // 1 where neither is zero, else 0
        NDArray denominator = slope.add(length.mul(weightDecay)).add(EPSILON);
        NDArray ratio = length.mul(TRUST).div(denominator);
        return new Scales(
                like(parameter, both.mul(weightDecay)),
                like(parameter, ratio.mul(both).add(both.neg().add(1))));
    }

    /** A scalar that met Java's numbers is of double precision. */
    private static NDArray like(NDArray tensor, NDArray scalar) {
        return scalar.toType(tensor.getDataType(), false);
    }
}
