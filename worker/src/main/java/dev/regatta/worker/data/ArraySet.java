package dev.regatta.worker.data;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** Samples along the first axis of an array. Bytes 0..255 are read as 0..1, other numbers as they are. */
final class ArraySet implements Dataset {
    private final NumericArray array;
    private final Shape sampleShape;
    private final int size;
    private final long sampleStride;
    private final long[] offsets;
    private final float divisor;
    private final long checksum;

    /**
     * Reads the whole array once, to see that it can be used.
     *
     * @param axes which of the array's axes are the sample's, in the sample's order; −1 is one of length 1
     * @throws DataException naming the first element that is not finite
     */
    ArraySet(NumericArray array, int... axes) {
        long[] shape = array.shape();
        this.array = array;
        this.size = Math.toIntExact(shape[0]);
        long[] sides = Arrays.stream(axes)
                .mapToLong(axis -> axis < 0 ? 1 : shape[axis])
                .toArray();
        this.sampleShape = new Shape(sides);
        if (size == 0 || sampleShape.size() == 0) {
            throw new DataException(
                    array.name() + ": has the shape " + Arrays.toString(shape) + ", must hold a sample");
        }
        long[] strides = array.strides();
        this.sampleStride = strides[0];
        this.offsets = offsets(
                sides,
                Arrays.stream(axes)
                        .mapToLong(axis -> axis < 0 ? 0 : strides[axis])
                        .toArray());
        this.divisor = array.type() == ElementType.U1 ? 255 : 1;
        this.checksum = array.checksum();
        if (!array.type().whole()) {
            checkFinite();
        }
    }

    /** Where each of a sample's values is, in elements from the sample's first. */
    private static long[] offsets(long[] sides, long[] strides) {
        long[] offsets = {0};
        for (int axis = 0; axis < sides.length; axis++) {
            long[] finer = new long[Math.toIntExact(offsets.length * sides[axis])];
            for (int i = 0; i < finer.length; i++) {
                finer[i] = offsets[(int) (i / sides[axis])] + i % sides[axis] * strides[axis];
            }
            offsets = finer;
        }
        return offsets;
    }

    private void checkFinite() {
        for (int n = 0; n < size; n++) {
            for (long offset : offsets) {
                long element = n * sampleStride + offset;
                if (!Float.isFinite((float) array.at(element))) {
                    throw new DataException(array.place(element) + ": sample " + n + " holds " + array.at(element)
                            + ", must be finite and fit into 32 bits");
                }
            }
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Shape sampleShape() {
        return sampleShape;
    }

    @Override
    public void read(int index, float[] target, int offset) {
        long first = index * sampleStride;
        for (int i = 0; i < offsets.length; i++) {
            target[offset + i] = (float) array.at(first + offsets[i]) / divisor;
        }
    }

    @Override
    public long checksum() {
        return checksum;
    }
}
