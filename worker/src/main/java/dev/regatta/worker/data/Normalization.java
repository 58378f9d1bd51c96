package dev.regatta.worker.data;

/** Mean and standard deviation of every channel; samples are shifted and scaled by them. Immutable. */
public final class Normalization {
    private final float[] mean;
    private final float[] std;

    /** Both of length C; {@code std} without zeros. */
    public Normalization(float[] mean, float[] std) {
        this.mean = mean.clone();
        this.std = std.clone();
    }

    /** The statistics of a whole data set, channel by channel. A constant channel gets a deviation of 1. */
    public static Normalization of(Dataset data) {
        int channels = Math.toIntExact(data.sampleShape().get(0));
        int size = Math.toIntExact(data.sampleShape().size());
        int plane = size / channels;
        double[] sum = new double[channels];
        double[] squares = new double[channels];
        float[] sample = new float[size];
        for (int n = 0; n < data.size(); n++) {
            data.read(n, sample, 0);
            for (int i = 0; i < size; i++) {
                int channel = i / plane;
                sum[channel] += sample[i];
                squares[channel] += (double) sample[i] * sample[i];
            }
        }
        long count = (long) data.size() * plane;
        float[] mean = new float[channels];
        float[] std = new float[channels];
        for (int c = 0; c < channels; c++) {
            double average = sum[c] / count;
            double variance = Math.max(0, squares[c] / count - average * average);
            mean[c] = (float) average;
            std[c] = variance > 1e-12 ? (float) Math.sqrt(variance) : 1;
        }
        return new Normalization(mean, std);
    }

    public float[] mean() {
        return mean.clone();
    }

    public float[] std() {
        return std.clone();
    }

    /** Normalizes one sample of {@code size} values in place. */
    void apply(float[] values, int offset, int size) {
        int plane = size / mean.length;
        for (int c = 0; c < mean.length; c++) {
            float scale = 1 / std[c];
            for (int i = offset + c * plane; i < offset + (c + 1) * plane; i++) {
                values[i] = (values[i] - mean[c]) * scale;
            }
        }
    }
}
