package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * ResNet-18 for small pictures: a 3×3 stem of stride 1 without max-pool, then four stages of two blocks whose channels
 * double (w, 2w, 4w, 8w) and whose sides halve from the second on.
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">Deep Residual Learning for Image Recognition</a>
 */
public final class ResNet18 implements Encoder {
    private static final int[] BRANCH_KERNELS = {8, 4, 2};

    private final int width;
    private final Conv stem;
    private final Norm stemNorm;
    private final List<List<ResidualBlock>> stages = new ArrayList<>();

    /** @param width channels of the first stage, 64 in the paper */
    public ResNet18(Weights weights, String name, int inputChannels, int width) {
        this.width = width;
        this.stem = new Conv(weights, name + ".stem", inputChannels, width, 3, 1, 1);
        this.stemNorm = new Norm(weights, name + ".stem_bn", width);
        int in = width;
        for (int s = 0; s < STAGES; s++) {
            int out = channels(s);
            String stage = name + ".stage" + (s + 1);
            stages.add(List.of(
                    new ResidualBlock(weights, stage + ".block1", in, out, s == 0 ? 1 : 2),
                    new ResidualBlock(weights, stage + ".block2", out, out, 1)));
            in = out;
        }
    }

    @Override
    public int channels(int stage) {
        return width << stage;
    }

    @Override
    public Branch branch(Weights weights, String name, int stage) {
        return new ConvBranch(weights, name, channels(stage), featureSize(), BRANCH_KERNELS[stage]);
    }

    /** {@code x} is [B, C, H, W]; the maps are [B, w·2^i, H/2^i, W/2^i]. */
    @Override
    public Features apply(NDArray x, boolean training) {
        NDArray hidden = Activation.relu(stemNorm.apply(stem.apply(x), training));
        List<NDArray> maps = new ArrayList<>();
        for (List<ResidualBlock> stage : stages) {
            for (ResidualBlock block : stage) {
                hidden = block.apply(hidden, training);
            }
            maps.add(hidden);
        }
        return new Features(List.copyOf(maps.subList(0, STAGES - 1)), hidden, Pooling.global(hidden));
    }
}
