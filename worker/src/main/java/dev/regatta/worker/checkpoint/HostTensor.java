package dev.regatta.worker.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;

/** An array in the Java heap: element type, shape, and little-endian bytes in row-major order. Immutable. */
public final class HostTensor {

    /** Element types. */
    public enum Type {
        F32(4),
        F64(8),
        I32(4);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** Size of one element. */
        public int bytes() {
            return bytes;
        }

        /** The name used in files: {@code f32}, {@code f64}, {@code i32}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Type type;
    private final long[] shape;
    private final byte[] data;

    HostTensor(Type type, long[] shape, byte[] data) {
        long expected = Arrays.stream(shape).reduce(type.bytes, Math::multiplyExact);
        if (data.length != expected) {
            throw new IllegalArgumentException(
                    type.id() + Arrays.toString(shape) + " takes " + expected + " bytes, there are " + data.length);
        }
        this.type = type;
        this.shape = shape.clone();
        this.data = data;
    }

    public static HostTensor of(float[] values, long... shape) {
        byte[] data = new byte[values.length * 4];
        writable(data).asFloatBuffer().put(values);
        return new HostTensor(Type.F32, shape, data);
    }

    /** @param elements 32-bit numbers in the machine's order, which PyTorch's machines all have little-endian */
    public static HostTensor floats(ByteBuffer elements, long... shape) {
        byte[] data = new byte[elements.remaining()];
        elements.get(data);
        return new HostTensor(Type.F32, shape, data);
    }

    public static HostTensor of(double[] values, long... shape) {
        byte[] data = new byte[values.length * 8];
        writable(data).asDoubleBuffer().put(values);
        return new HostTensor(Type.F64, shape, data);
    }

    public static HostTensor of(int[] values, long... shape) {
        byte[] data = new byte[values.length * 4];
        writable(data).asIntBuffer().put(values);
        return new HostTensor(Type.I32, shape, data);
    }

    public Type type() {
        return type;
    }

    public long[] shape() {
        return shape.clone();
    }

    /** @throws IllegalStateException if the elements are of another type */
    public float[] floats() {
        float[] values = new float[elements(Type.F32)];
        readable().asFloatBuffer().get(values);
        return values;
    }

    /** @throws IllegalStateException if the elements are of another type */
    public double[] doubles() {
        double[] values = new double[elements(Type.F64)];
        readable().asDoubleBuffer().get(values);
        return values;
    }

    /** @throws IllegalStateException if the elements are of another type */
    public int[] ints() {
        int[] values = new int[elements(Type.I32)];
        readable().asIntBuffer().get(values);
        return values;
    }

    /** The elements' bytes, little-endian, in row-major order; read-only. */
    public ByteBuffer readable() {
        return ByteBuffer.wrap(data).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private int elements(Type wanted) {
        if (type != wanted) {
            throw new IllegalStateException("elements are " + type.id() + ", not " + wanted.id());
        }
        return data.length / type.bytes;
    }

    private static ByteBuffer writable(byte[] data) {
        return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostTensor that
                && type == that.type
                && Arrays.equals(shape, that.shape)
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return type.id() + Arrays.toString(shape);
    }
}
