package dev.regatta.worker.data;

/**
 * The middle square of a picture, scaled to a side by a triangle filter as wide as the scale (bilinear where it enlarges).
 * Computed here, not by a graphics library, so that it is the same on every machine.
 */
final class Resampling {
    private final int[] firsts;
    private final double[][] weights;

    private Resampling(int[] firsts, double[][] weights) {
        this.firsts = firsts;
        this.weights = weights;
    }

    /**
     * Scales one channel.
     *
     * @param source values [height, width]
     * @param target receives [side, side] from {@code offset} on
     */
    static void middleSquare(float[] source, int height, int width, int side, float[] target, int offset) {
        int square = Math.min(height, width);
        Resampling columns = axis(width, square, side);
        Resampling rows = axis(height, square, side);
        float[] narrow = new float[height * side];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < side; x++) {
                narrow[y * side + x] = columns.sum(x, source, y * width, 1);
            }
        }
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                target[offset + y * side + x] = rows.sum(y, narrow, x, side);
            }
        }
    }

    /** Which values along an axis of {@code length}, and how much of each, make each of {@code side} values. */
    private static Resampling axis(int length, int square, int side) {
        double scale = square / (double) side;
        double support = Math.max(1, scale);
        double start = (length - square) / 2.0;
        int[] firsts = new int[side];
        double[][] weights = new double[side][];
        for (int i = 0; i < side; i++) {
            double centre = start + (i + 0.5) * scale;
            int first = (int) Math.max(0, Math.floor(centre - support));
            int last = (int) Math.min(length, Math.ceil(centre + support));
            double[] row = new double[last - first];
            double sum = 0;
            for (int k = 0; k < row.length; k++) {
                row[k] = Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / support);
                sum += row[k];
            }
            for (int k = 0; k < row.length; k++) {
                row[k] /= sum;
            }
            firsts[i] = first;
            weights[i] = row;
        }
        return new Resampling(firsts, weights);
    }

    private float sum(int index, float[] source, int offset, int step) {
        double sum = 0;
        for (int k = 0; k < weights[index].length; k++) {
            sum += weights[index][k] * source[offset + (firsts[index] + k) * step];
        }
        return (float) sum;
    }
}
