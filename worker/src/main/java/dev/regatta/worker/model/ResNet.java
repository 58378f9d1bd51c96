package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * ResNets of pictures and of series: a stem, then four stages of residual blocks whose channels double (w, 2w, 4w, 8w,
 * times the blocks' expansion) and whose lengths halve from the second on.
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">Deep Residual Learning for Image Recognition</a>
 */
final class ResNet implements Encoder {
    private static final int[] BRANCH_KERNELS = {8, 4, 2};

    /** Blocks in each stage, and by how much their channels are expanded. */
    record Depth(int expansion, List<Integer> blocks) {
        static final Depth RESNET_18 = new Depth(1, List.of(2, 2, 2, 2));
        static final Depth RESNET_50 = new Depth(ResidualBlock.EXPANSION, List.of(3, 4, 6, 3));

        Depth {
            blocks = List.copyOf(blocks);
        }
    }

    private final int rank;
    private final Depth depth;
    private final EncoderSettings settings;
    private final Stages stages;

    /** @param rank spatial dimensions of a sample, 1 or 2 */
    ResNet(Weights weights, String name, int inputChannels, int rank, Depth depth, EncoderSettings settings) {
        this.rank = rank;
        this.depth = depth;
        this.settings = settings;
        Layer stem = stem(weights, name, inputChannels);
        List<Layer> layers = new ArrayList<>();
        for (int s = 0; s < STAGES; s++) {
            layers.add(stage(weights, name + ".stage" + (s + 1), s));
        }
        this.stages = new Stages(stem, layers);
    }

    @Override
    public int channels(int stage) {
        return (settings.width() << stage) * depth.expansion();
    }

    @Override
    public Branch branch(Weights weights, String name, int stage) {
        Window tiles = Window.tiles(rank, BRANCH_KERNELS[stage]);
        return new ConvBranch(weights, name, channels(stage), featureSize(), tiles, settings.depthwise());
    }

    /** {@code x} is [B, C, H, W] or [B, C, L]. */
    @Override
    public Features apply(NDArray x, boolean training) {
        return stages.apply(x, training);
    }

    private Layer stem(Weights weights, String name, int in) {
        boolean large = settings.stem() == EncoderSettings.Stem.IMAGENET;
        Window window = large ? Window.centred(rank, 7, 2) : Window.centred(rank, 3, 1);
        Layer entry = Conv.normalized(weights, name + ".stem", name + ".stem_bn", in, settings.width(), window)
                .relu();
        return large ? entry.then((x, training) -> maxPool(x, Window.centred(rank, 3, 2))) : entry;
    }

    private Layer stage(Weights weights, String name, int stage) {
        int in = stage == 0 ? settings.width() : channels(stage - 1);
        Layer layer = block(weights, name + ".block1", in, channels(stage), stage == 0 ? 1 : 2);
        for (int b = 2; b <= depth.blocks().get(stage); b++) {
            layer = layer.then(block(weights, name + ".block" + b, channels(stage), channels(stage), 1));
        }
        return layer;
    }

    private Layer block(Weights weights, String name, int in, int out, int stride) {
        return depth.expansion() == 1
                ? ResidualBlock.basic(weights, name, in, out, rank, stride)
                : ResidualBlock.bottleneck(weights, name, in, out, rank, stride);
    }

    private static NDArray maxPool(NDArray x, Window window) {
        return window.rank() == 1
                ? Pool.maxPool1d(
                        x,
                        window.each(window.size()),
                        window.each(window.stride()),
                        window.each(window.padding()),
                        false)
                : Pool.maxPool2d(
                        x,
                        window.each(window.size()),
                        window.each(window.stride()),
                        window.each(window.padding()),
                        false);
    }
}
