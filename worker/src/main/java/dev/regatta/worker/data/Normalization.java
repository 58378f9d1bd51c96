package dev.regatta.worker.data;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Locale;

/**
 * Mean and standard deviation of every channel of pictures [C, H, W] and series [C, L], or of every feature of rows [F];
 * samples are shifted and scaled by them. Immutable.
 */
public final class Normalization {
    /** Of pictures with values in [0, 1]: red, green, blue. */
    private static final float[] IMAGENET_MEAN = {0.485f, 0.456f, 0.406f};

    private static final float[] IMAGENET_STD = {0.229f, 0.224f, 0.225f};
    private static final double LEAST_VARIANCE = 1e-12;

    private final float[] mean;
    private final float[] std;

    /** Where the statistics come from. */
    public enum Kind {
        /** The training split. */
        TRAINING,
        /** Fixed constants. */
        IMAGENET,
        /** Nowhere: samples stay as they are. */
        NONE;

        /** @throws IllegalArgumentException if there is none of that name */
        public static Kind of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** Both of length C; {@code std} without zeros. */
    public Normalization(float[] mean, float[] std) {
        this.mean = mean.clone();
        this.std = std.clone();
    }

    /**
     * The statistics of a whole data set, channel by channel, in one pass. A channel whose deviation is below a millionth,
     * absolute and of its mean, counts as constant and gets a deviation of 1.
     */
    public static Normalization of(Dataset data) {
        Moments moments = new Moments(channels(data.sampleShape()));
        int size = Math.toIntExact(data.sampleShape().size());
        float[] sample = new float[size];
        for (int n = 0; n < data.size(); n++) {
            data.read(n, sample, 0);
            moments.add(sample);
        }
        return moments.normalization();
    }

    /**
     * ImageNet's constants.
     *
     * @throws DataException if samples are not pictures of three channels
     */
    public static Normalization imageNet(Shape sample) {
        if (sample.dimension() != 3 || sample.get(0) != IMAGENET_MEAN.length) {
            throw new DataException(
                    "normalization is imagenet, which needs samples of shape (3, H, W); they are of shape " + sample);
        }
        return new Normalization(IMAGENET_MEAN, IMAGENET_STD);
    }

    /** Changes nothing. */
    public static Normalization none(Shape sample) {
        float[] ones = new float[channels(sample)];
        Arrays.fill(ones, 1);
        return new Normalization(new float[ones.length], ones);
    }

    private static int channels(Shape sample) {
        return Math.toIntExact(sample.get(0));
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

    /** Sums over samples, each value less the channel's first one, so that a large mean costs no digits. */
    private static final class Moments {
        private final double[] origin;
        private final double[] sum;
        private final double[] squares;
        private long perChannel;

        Moments(int channels) {
            origin = new double[channels];
            sum = new double[channels];
            squares = new double[channels];
        }

        void add(float[] sample) {
            int plane = sample.length / origin.length;
            for (int c = 0; c < origin.length; c++) {
                if (perChannel == 0) {
                    origin[c] = sample[c * plane];
                }
                for (int i = c * plane; i < (c + 1) * plane; i++) {
                    double value = sample[i] - origin[c];
                    sum[c] += value;
                    squares[c] += value * value;
                }
            }
            perChannel += plane;
        }

        Normalization normalization() {
            float[] mean = new float[origin.length];
            float[] std = new float[origin.length];
            for (int c = 0; c < origin.length; c++) {
                double shift = sum[c] / perChannel;
                double average = origin[c] + shift;
                double variance = squares[c] / perChannel - shift * shift;
                mean[c] = (float) average;
                std[c] = variance > LEAST_VARIANCE * Math.max(1, average * average) ? (float) Math.sqrt(variance) : 1;
            }
            return new Normalization(mean, std);
        }
    }
}
