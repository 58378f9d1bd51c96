package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/**
 * The formula of {@link Sgd} in one pass over tensors of single precision in the host's own memory, where a pass for each
 * operation costs more than the operation. It rounds after each operation, as tensor operations do, so both give the
 * same bits, however many threads share the work.
 *
 * @param threads among which large tensors are divided, ≥ 1
 */
record FusedUpdate(int threads) {
    /** Values of a piece: three arrays of it fit in a core's first-level cache. */
    private static final int PIECE = 1024;
    /** Values that are not worth a further thread. */
    private static final int SMALL = 1 << 17;

    /**
     * A step's numbers.
     *
     * @param scale of LARC, else 1
     */
    record Factors(float rate, float momentum, float decay, float scale) {}

    /** Updates {@code parameter} and {@code buffer} in place; all three have one shape. */
    void apply(NDArray parameter, NDArray gradient, NDArray buffer, Factors factors) {
        FloatBuffer p = values(parameter);
        FloatBuffer g = values(gradient);
        FloatBuffer b = values(buffer);
        int size = p.capacity();
        int parts = Math.min(threads, 1 + size / SMALL);
        IntStream each = IntStream.range(0, parts);
        (parts > 1 ? each.parallel() : each)
                .forEach(part -> update(p, g, b, start(size, part, parts), start(size, part + 1, parts), factors));
    }

    private static int start(int size, int part, int parts) {
        return (int) ((long) size * part / parts);
    }

    private static void update(FloatBuffer p, FloatBuffer g, FloatBuffer b, int from, int to, Factors factors) {
        float[] parameters = new float[PIECE];
        float[] gradients = new float[PIECE];
        float[] buffers = new float[PIECE];
        for (int at = from; at < to; at += PIECE) {
            int length = Math.min(PIECE, to - at);
            p.get(at, parameters, 0, length);
            g.get(at, gradients, 0, length);
            b.get(at, buffers, 0, length);
            update(parameters, gradients, buffers, length, factors);
            p.put(at, parameters, 0, length);
            b.put(at, buffers, 0, length);
        }
    }

    private static void update(float[] p, float[] g, float[] b, int length, Factors factors) {
        float rate = factors.rate();
        float momentum = factors.momentum();
        float decay = factors.decay();
        float scale = factors.scale();
        for (int i = 0; i < length; i++) {
            float moved = b[i] * momentum + (p[i] * decay + g[i]) * scale;
            b[i] = moved;
            p[i] -= moved * rate;
        }
    }

    private static FloatBuffer values(NDArray tensor) {
        return tensor.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
}
