package dev.regatta.worker.model;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * What a convolution or a pooling sees of its input.
 *
 * @param rank spatial dimensions: 1 for series, 2 for pictures
 * @param size its extent in each of them
 * @param stride steps from one window to the next
 * @param padding zeros at each end
 */
record Window(int rank, int size, int stride, int padding) {

    /** A window of odd {@code size} around each {@code stride}-th place, so that lengths become ⌈length / stride⌉. */
    static Window centred(int rank, int size, int stride) {
        return new Window(rank, size, stride, size / 2);
    }

    /** Windows side by side that leave nothing out but a remainder. */
    static Window tiles(int rank, int size) {
        return new Window(rank, size, size, 0);
    }

    /** Places in one window. */
    int area() {
        return rank == 1 ? size : size * size;
    }

    /** {@code value} for every spatial dimension. */
    Shape each(int value) {
        long[] values = new long[rank];
        Arrays.fill(values, value);
        return new Shape(values);
    }
}
