package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.regatta.worker.data.Batch;
import dev.regatta.worker.data.Seeds;
import dev.regatta.worker.model.Scaling;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Domain-agnostic corruption of the inputs from which labels are predicted; the labels come from clean ones. It knows
 * values, not pictures: mixup adds another sample, a mask sets values to their mean, which is 0. A run that uses it is
 * not free of augmentation.
 */
final class Corruption {
    enum Kind {
        NONE,
        MIXUP,
        MASK
    }

    private final Kind kind;
    private final double strength;
    private final long seed;

    /** @param strength largest share of another sample in a mixture; share of values under the mask */
    Corruption(Kind kind, double strength, long seed) {
        this.kind = kind;
        this.strength = strength;
        this.seed = seed;
    }

    boolean active() {
        return kind != Kind.NONE;
    }

    /** The batch, corrupted by the draw of that number. */
    View apply(Batch batch, int draw) {
        Random random = Seeds.random(seed, "corruption", draw);
        return switch (kind) {
            case NONE -> View.clean(batch);
            case MIXUP -> mixed(batch, random);
            case MASK ->
                new View(batch.samples().mul(mask(batch.samples(), random)), batch.indices(), batch.indices(), 1);
        };
    }

    private View mixed(Batch batch, Random random) {
        double share = 1 - strength * random.nextDouble();
        int[] order = Seeds.permutation(batch.indices().length, random);
        NDManager scope = batch.samples().getManager();
        NDArray others = batch.samples()
                .get(scope.create(Arrays.stream(order).asLongStream().toArray()));
        NDArray samples = Scaling.times(batch.samples(), share).add(Scaling.times(others, 1 - share));
        int[] partners = IntStream.of(order).map(i -> batch.indices()[i]).toArray();
        return new View(samples, batch.indices(), partners, share);
    }

    private NDArray mask(NDArray samples, Random random) {
        float[] kept = new float[Math.toIntExact(samples.size())];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = random.nextDouble() < strength ? 0 : 1;
        }
        return samples.getManager().create(kept, samples.getShape());
    }
}
