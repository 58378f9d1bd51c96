package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * The paper's branch: convolutions 1×1 → D/4, k×k of stride k without padding, 1×1 → D, each with batch normalization
 * and ReLU, then the average over space: [B, C, H, W] → [B, D].
 */
final class ConvBranch implements Branch {
    private final Conv reduce;
    private final Norm reduceNorm;
    private final Conv shrink;
    private final Norm shrinkNorm;
    private final Conv expand;
    private final Norm expandNorm;

    /** @param kernel 8, 4 and 2 after stages 1, 2 and 3 */
    ConvBranch(Weights weights, String name, int in, int out, int kernel) {
        int inner = out / 4;
        this.reduce = new Conv(weights, name + ".reduce", in, inner, 1, 1, 0);
        this.reduceNorm = new Norm(weights, name + ".reduce_bn", inner);
        this.shrink = new Conv(weights, name + ".shrink", inner, inner, kernel, kernel, 0);
        this.shrinkNorm = new Norm(weights, name + ".shrink_bn", inner);
        this.expand = new Conv(weights, name + ".expand", inner, out, 1, 1, 0);
        this.expandNorm = new Norm(weights, name + ".expand_bn", out);
    }

    @Override
    public Exit apply(NDArray map, boolean training) {
        NDArray reduced = Activation.relu(reduceNorm.apply(reduce.apply(map), training));
        NDArray shrunk = Activation.relu(shrinkNorm.apply(shrink.apply(reduced), training));
        NDArray expanded = Activation.relu(expandNorm.apply(expand.apply(shrunk), training));
        return new Exit(expanded, Pooling.global(expanded));
    }
}
