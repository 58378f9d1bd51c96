package dev.regatta.worker.data;

import java.util.Arrays;

/** An array that grows. */
final class FloatBuilder {
    private float[] values = new float[1024];
    private int size;

    void add(float[] row) {
        if (row.length > values.length - size) {
            values = Arrays.copyOf(
                    values, Math.addExact(Math.max(Math.addExact(size, row.length), values.length), size / 2));
        }
        System.arraycopy(row, 0, values, size, row.length);
        size += row.length;
    }

    boolean isEmpty() {
        return size == 0;
    }

    float[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
