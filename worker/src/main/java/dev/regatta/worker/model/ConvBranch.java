package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;

/**
 * The paper's branch: convolutions 1×1 → D/4, k×k of stride k without padding, 1×1 → D, each with batch normalization
 * and ReLU, then the average over space: [B, C, …] → [B, D].
 */
final class ConvBranch implements Branch {
    private final Layer layers;

    /** The branch of pictures; {@code kernel} is 8, 4 and 2 after stages 1, 2 and 3. */
    ConvBranch(Weights weights, String name, int in, int out, int kernel) {
        this(weights, name, in, out, Window.tiles(2, kernel), false);
    }

    /** @param depthwise whether the k×k convolution is one of each channel by itself, then a 1×1 */
    ConvBranch(Weights weights, String name, int in, int out, Window tiles, boolean depthwise) {
        int inner = Math.max(1, out / 4);
        Window point = Window.centred(tiles.rank(), 1, 1);
        Layer shrink = depthwise
                ? new Conv(weights, name + ".shrink", inner, inner, tiles, inner)
                        .then(new Conv(weights, name + ".mix", inner, inner, point))
                : new Conv(weights, name + ".shrink", inner, inner, tiles);
        this.layers = Conv.normalized(weights, name + ".reduce", name + ".reduce_bn", in, inner, point)
                .relu()
                .then(shrink)
                .then(new Norm(weights, name + ".shrink_bn", inner))
                .relu()
                .then(Conv.normalized(weights, name + ".expand", name + ".expand_bn", inner, out, point))
                .relu();
    }

    @Override
    public Exit apply(NDArray map, boolean training) {
        NDArray expanded = layers.apply(map, training);
        return new Exit(expanded, Pooling.global(expanded));
    }
}
