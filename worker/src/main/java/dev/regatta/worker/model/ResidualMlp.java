package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * A ResNet for samples without space: linear layers with batch normalization instead of convolutions, two residual blocks
 * a stage, widths w, 2w, 4w, 8w. A branch is Linear–BN–ReLU.
 */
final class ResidualMlp implements Encoder {
    private final int width;
    private final Stages stages;

    ResidualMlp(Weights weights, String name, int features, int width) {
        this.width = width;
        Layer stem = linear(weights, name + ".stem", features, width).relu();
        List<Layer> layers = new ArrayList<>();
        for (int s = 0; s < STAGES; s++) {
            String stage = name + ".stage" + (s + 1);
            layers.add(block(weights, stage + ".block1", channels(Math.max(0, s - 1)), channels(s))
                    .then(block(weights, stage + ".block2", channels(s), channels(s))));
        }
        this.stages = new Stages(stem, layers);
    }

    @Override
    public int channels(int stage) {
        return width << stage;
    }

    @Override
    public Branch branch(Weights weights, String name, int stage) {
        Layer layer = linear(weights, name + ".expand", channels(stage), featureSize())
                .relu();
        return (map, training) -> {
            NDArray expanded = layer.apply(map, training);
            return new Branch.Exit(expanded, expanded);
        };
    }

    /** {@code x} is [B, F]; the maps are [B, w·2^i]. */
    @Override
    public Features apply(NDArray x, boolean training) {
        return stages.apply(x, training);
    }

    private static Layer block(Weights weights, String name, int in, int out) {
        Layer shortcut = in == out ? (x, training) -> x : linear(weights, name + ".shortcut", in, out);
        return linear(weights, name + ".linear1", in, out)
                .relu()
                .then(linear(weights, name + ".linear2", out, out))
                .beside(shortcut);
    }

    private static Layer linear(Weights weights, String name, int in, int out) {
        Dense dense = new Dense(weights, name, in, out);
        Norm norm = new Norm(weights, name + "_bn", out);
        return (x, training) -> norm.apply(dense.apply(x), training);
    }
}
