package dev.regatta.worker.data;

/** Colour pictures of 32×32, the size of CIFAR's and of the generated ones. */
final class Pictures {
    static final int SIDE = 32;
    static final int CHANNELS = 3;
    static final int BYTES = CHANNELS * SIDE * SIDE;

    private Pictures() {}

    /**
     * Averages one picture over squares, rounding to the nearest byte.
     *
     * @param source a picture [3, 32, 32] at {@code sourceOffset}
     * @param target receives [3, 32 / factor, 32 / factor] at {@code targetOffset}
     */
    static void downsample(byte[] source, int sourceOffset, int factor, byte[] target, int targetOffset) {
        int side = SIDE / factor;
        int area = factor * factor;
        for (int row = 0; row < CHANNELS * side; row++) {
            for (int column = 0; column < side; column++) {
                int sum = 0;
                for (int dy = 0; dy < factor; dy++) {
                    int start = sourceOffset + (row * factor + dy) * SIDE + column * factor;
                    for (int dx = 0; dx < factor; dx++) {
                        sum += source[start + dx] & 0xff;
                    }
                }
                target[targetOffset + row * side + column] = (byte) ((sum + area / 2) / area);
            }
        }
    }

    static int downsampledBytes(int factor) {
        return BYTES / (factor * factor);
    }
}
