package dev.regatta.worker.data;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.Random;

/**
 * Rows of 32 features in eight classes, drawn from a fixed seed. A class is three groups of rows that lie apart, so that no
 * plane divides classes; a row is its group's centre in eight dimensions with noise, taken through random waves, at scales
 * from a hundredth to a hundred, a quarter of the features being noise alone. Row i of a split is always the same, whatever the
 * limit.
 */
final class GeneratedTabular {
    private static final long SEED = 20_240_602;
    private static final int FEATURES = 32;
    private static final int INFORMATIVE = 24;
    private static final int LATENT = 8;
    private static final int CLASSES = 8;
    private static final int GROUPS = 3 * CLASSES;
    private static final double SPREAD = 0.35;
    private static final double NOISE = 0.3;

    private final double[][] centres = normal(GROUPS, LATENT, "centres");
    private final double[][] mixing = normal(INFORMATIVE, LATENT, "mixing");
    private final double[][] waves = normal(INFORMATIVE, LATENT, "waves");
    private final double[] scales = new double[FEATURES];

    private GeneratedTabular() {
        Random random = Seeds.random(SEED, "scales", 0);
        for (int f = 0; f < FEATURES; f++) {
            scales[f] = StrictMath.pow(10, 4 * random.nextDouble() - 2);
        }
    }

    /** The first {@code limit} rows of a split. */
    static LabelledSplit split(GeneratedSplit split, Optional<Integer> limit) {
        GeneratedTabular world = new GeneratedTabular();
        int count = split.count(limit);
        float[] values = new float[count * FEATURES];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            Random random = Seeds.random(SEED, split.name(), i);
            int group = random.nextInt(GROUPS);
            labels[i] = group % CLASSES;
            world.draw(group, random, values, i * FEATURES);
        }
        return new LabelledSplit(new FloatSet(values, new Shape(FEATURES)), new Labels(labels, CLASSES));
    }

    private void draw(int group, Random random, float[] values, int offset) {
        double[] latent = new double[LATENT];
        for (int d = 0; d < LATENT; d++) {
            latent[d] = centres[group][d] + SPREAD * random.nextGaussian();
        }
        for (int f = 0; f < FEATURES; f++) {
            double signal = f < INFORMATIVE
                    ? dot(mixing[f], latent) / 3 + StrictMath.sin(dot(waves[f], latent)) + NOISE * random.nextGaussian()
                    : random.nextGaussian();
            values[offset + f] = (float) (scales[f] * (1 + signal));
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[][] normal(int rows, int columns, String purpose) {
        double[][] values = new double[rows][columns];
        for (int r = 0; r < rows; r++) {
            Random random = Seeds.random(SEED, purpose, r);
            for (int c = 0; c < columns; c++) {
                values[r][c] = random.nextGaussian();
            }
        }
        return values;
    }
}
