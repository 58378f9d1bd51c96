package dev.regatta.worker.model;

/** ResNet's blocks: convolutions beside a shortcut, [B, in, …] → [B, out, …], lengths divided by the stride. */
final class ResidualBlock {
    /** A bottleneck puts out this many times its inner channels. */
    static final int EXPANSION = 4;

    private ResidualBlock() {}

    /** Two 3-wide convolutions. */
    static Layer basic(Weights weights, String name, int in, int out, int rank, int stride) {
        return Conv.normalized(weights, name + ".conv1", name + ".bn1", in, out, Window.centred(rank, 3, stride))
                .relu()
                .then(Conv.normalized(weights, name + ".conv2", name + ".bn2", out, out, Window.centred(rank, 3, 1)))
                .beside(shortcut(weights, name, in, out, rank, stride));
    }

    /** A 3-wide convolution, which has the stride, between two pointwise ones. */
    static Layer bottleneck(Weights weights, String name, int in, int out, int rank, int stride) {
        int inner = out / EXPANSION;
        Window point = Window.centred(rank, 1, 1);
        return Conv.normalized(weights, name + ".conv1", name + ".bn1", in, inner, point)
                .relu()
                .then(Conv.normalized(
                        weights, name + ".conv2", name + ".bn2", inner, inner, Window.centred(rank, 3, stride)))
                .relu()
                .then(Conv.normalized(weights, name + ".conv3", name + ".bn3", inner, out, point))
                .beside(shortcut(weights, name, in, out, rank, stride));
    }

    private static Layer shortcut(Weights weights, String name, int in, int out, int rank, int stride) {
        return stride == 1 && in == out
                ? (x, training) -> x
                : Conv.normalized(
                        weights, name + ".shortcut", name + ".shortcut_bn", in, out, Window.centred(rank, 1, stride));
    }
}
