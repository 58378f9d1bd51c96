package dev.regatta.worker.model;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which encoder is built; the hyperparameter catalogue says what each means.
 *
 * @param width channels of the first stage before any expansion
 * @param depthwise whether branches use depthwise-separable convolutions
 */
public record EncoderSettings(Kind kind, Stem stem, int width, boolean depthwise) {

    /** A family of encoders, and how many dimensions its samples have. */
    public enum Kind {
        AUTO("auto", 0),
        RESNET_18("resnet-18", 3),
        RESNET_50("resnet-50", 3),
        RESNET_1D("resnet-1d", 2),
        MLP("mlp", 1);

        private final String id;
        private final int dimensions;

        Kind(String id, int dimensions) {
            this.id = id;
            this.dimensions = dimensions;
        }

        public static Kind of(String id) {
            return Arrays.stream(values())
                    .filter(kind -> kind.id.equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** How samples enter: 3 wide of stride 1, or 7 wide of stride 2 and a max-pool of stride 2. */
    public enum Stem {
        CIFAR(8),
        IMAGENET(29);

        /** The least length whose first stage is as long as its branch's kernel. */
        private final int leastForBranches;

        Stem(int leastForBranches) {
            this.leastForBranches = leastForBranches;
        }
    }

    /** The kind that {@code auto} stands for: by the number of dimensions of a sample. */
    Kind kindFor(Shape sample) {
        if (kind != Kind.AUTO) {
            return kind;
        }
        return switch (sample.dimension()) {
            case 1 -> Kind.MLP;
            case 2 -> Kind.RESNET_1D;
            default -> Kind.RESNET_18;
        };
    }

    /**
     * Why samples of this shape cannot be encoded; empty: they can.
     *
     * @param branched whether branches are trained too, which need samples of some length
     */
    public Optional<String> problem(Shape sample, boolean branched) {
        Kind chosen = kindFor(sample);
        if (chosen.dimensions != sample.dimension()) {
            return Optional.of("encoder is " + chosen.id + ", which takes samples of " + chosen.dimensions
                    + " dimensions; the data set's are " + sample);
        }
        for (int i = 1; branched && i < sample.dimension(); i++) {
            if (sample.get(i) < stem.leastForBranches) {
                return Optional.of("samples are " + sample + ", the branches of " + chosen.id
                        + " need lengths of at least " + stem.leastForBranches);
            }
        }
        return Optional.empty();
    }

    /** Builds the encoder for samples in which {@link #problem} finds nothing; tensors' names begin with {@code name}. */
    public Encoder build(Weights weights, String name, Shape sample) {
        int in = Math.toIntExact(sample.get(0));
        return switch (kindFor(sample)) {
            case MLP -> new ResidualMlp(weights, name, in, width);
            case RESNET_50 -> new ResNet(weights, name, in, 2, ResNet.Depth.RESNET_50, this);
            case RESNET_1D -> new ResNet(weights, name, in, 1, ResNet.Depth.RESNET_18, this);
            default -> new ResNet(weights, name, in, 2, ResNet.Depth.RESNET_18, this);
        };
    }
}
