package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The formula of {@link Sgd} in one pass over tensors of single precision in the host's own memory, where a pass for each
 * operation costs more than the operation. It rounds after each operation, as tensor operations do, so both give the
 * same bits. Used by one thread.
 */
final class FusedUpdate {
    /** Values of a piece: three arrays of it fit in a core's first-level cache. */
    private static final int PIECE = 2048;

    private final float[] parameters = new float[PIECE];
    private final float[] gradients = new float[PIECE];
    private final float[] buffers = new float[PIECE];

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
        for (int from = 0; from < p.capacity(); from += PIECE) {
            int length = Math.min(PIECE, p.capacity() - from);
            p.get(from, parameters, 0, length);
            g.get(from, gradients, 0, length);
            b.get(from, buffers, 0, length);
            update(length, factors);
            p.put(from, parameters, 0, length);
            b.put(from, buffers, 0, length);
        }
    }

    private void update(int length, Factors factors) {
        float rate = factors.rate();
        float momentum = factors.momentum();
        float decay = factors.decay();
        float scale = factors.scale();
        float[] p = parameters;
        float[] g = gradients;
        float[] b = buffers;
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
