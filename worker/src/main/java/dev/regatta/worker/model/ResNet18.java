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
public final class ResNet18 {
    private static final int STAGES = 4;

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

    /** Channels that stage {@code index} (from 0) puts out. */
    public int channels(int index) {
        return width << index;
    }

    /** Length D of the pooled features: 8 × width. */
    public int featureSize() {
        return channels(STAGES - 1);
    }

    /**
     * Runs the encoder.
     *
     * @param x [B, C, H, W]
     * @param training whether batch normalization uses, and moves, the batch's statistics
     */
    public Features apply(NDArray x, boolean training) {
        NDArray hidden = Activation.relu(stemNorm.apply(stem.apply(x), training));
        List<NDArray> maps = new ArrayList<>();
        for (List<ResidualBlock> stage : stages) {
            for (ResidualBlock block : stage) {
                hidden = block.apply(hidden, training);
            }
            maps.add(hidden);
        }
        return new Features(List.copyOf(maps.subList(0, STAGES - 1)), Pooling.global(hidden));
    }

    /**
     * What the encoder says of a batch.
     *
     * @param shallow the first three stages' maps, [B, w·2^i, H/2^i, W/2^i]
     * @param pooled the deepest stage's map averaged over space, [B, 8w]
     */
    public record Features(List<NDArray> shallow, NDArray pooled) {}
}
