package dev.regatta.worker.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import dev.regatta.worker.model.Initializer;
import dev.regatta.worker.model.Weights;
import dev.regatta.worker.train.Gradients;
import java.util.ArrayList;
import java.util.List;

/**
 * The convolutions of a ResNet-18 for small pictures, each by itself: what a training step cannot go below, and how many
 * operations that is.
 */
final class Convolutions {
    private static final int STAGES = 4;
    private static final int BLOCKS = 2;
    private static final int REPEATS = 5;

    /** One shape of convolution, {@code count} times in the network; {@code side} is its input's. */
    private record Kind(int in, int out, int kernel, int stride, int side, int count) {
        double products(int batch) {
            long length = side / stride;
            return (double) batch * length * length * in * out * kernel * kernel * count;
        }
    }

    private final int batch;
    private final List<Kind> kinds = new ArrayList<>();

    Convolutions(int width, int side, int batch) {
        this.batch = batch;
        kinds.add(new Kind(3, width, 3, 1, side, 1));
        kinds.add(new Kind(width, width, 3, 1, side, 2 * BLOCKS));
        for (int stage = 1; stage < STAGES; stage++) {
            int in = width << (stage - 1);
            int before = side >> (stage - 1);
            kinds.add(new Kind(in, 2 * in, 3, 2, before, 1));
            kinds.add(new Kind(in, 2 * in, 1, 2, before, 1));
            kinds.add(new Kind(2 * in, 2 * in, 3, 1, before / 2, 2 * BLOCKS - 1));
        }
    }

    /** Floating-point operations of a forward and a backward pass: two a product, once forwards, twice backwards. */
    double operations() {
        return 6 * kinds.stream().mapToDouble(kind -> kind.products(batch)).sum();
    }

    /** Seconds of all of them, forwards and backwards, each by the fastest of several runs. */
    double seconds(NDManager manager) {
        return kinds.stream()
                .mapToDouble(kind -> kind.count() * seconds(kind, manager))
                .sum();
    }

    private double seconds(Kind kind, NDManager parent) {
        try (NDManager manager = parent.newSubManager();
                Weights weights = new Weights(manager, DataType.FLOAT32, 0)) {
            Shape shape = new Shape(kind.out(), kind.in(), kind.kernel(), kind.kernel());
            NDArray weight = weights.parameter("weight", shape, Initializer.uniform(0.1));
            NDArray input = weights.parameter(
                    "input", new Shape(batch, kind.in(), kind.side(), kind.side()), Initializer.uniform(1));
            pass(kind, manager, input, weight);
            return Timing.fastest(REPEATS, () -> pass(kind, manager, input, weight));
        }
    }

    private static void pass(Kind kind, NDManager manager, NDArray input, NDArray weight) {
        Shape stride = new Shape(kind.stride(), kind.stride());
        Shape padding = new Shape(kind.kernel() / 2, kind.kernel() / 2);
        try (NDManager scope = manager.newSubManager();
                Gradients gradients = new Gradients()) {
            NDArray result = Conv2d.conv2d(input, weight, null, stride, padding, new Shape(1, 1), 1)
                    .singletonOrThrow();
            result.attach(scope);
            gradients.backward(result, scope.ones(result.getShape()));
        }
    }
}
