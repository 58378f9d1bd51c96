package dev.regatta.worker.data;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.Random;

/**
 * Series [2, 64] of eight classes, drawn from a fixed seed: the class's waveform at a random phase, period, amplitude and
 * offset in the first channel, a shifted and weakened copy in the second, a level, a drift and noise on both. Series i of a split is
 * always the same, whatever the limit.
 */
final class GeneratedSeries {
    private static final long SEED = 20_240_603;
    private static final int CHANNELS = 2;
    private static final int LENGTH = 64;
    private static final Waveform[] WAVEFORMS = Waveform.values();

    private GeneratedSeries() {}

    /** The first {@code limit} series of a split. */
    static LabelledSplit split(GeneratedSplit split, Optional<Integer> limit) {
        int count = split.count(limit);
        float[] values = new float[count * CHANNELS * LENGTH];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            Random random = Seeds.random(SEED, split.name(), i);
            labels[i] = random.nextInt(WAVEFORMS.length);
            draw(WAVEFORMS[labels[i]], random, values, i * CHANNELS * LENGTH);
        }
        return new LabelledSplit(
                new FloatSet(values, new Shape(CHANNELS, LENGTH)), new Labels(labels, WAVEFORMS.length));
    }

    private static void draw(Waveform waveform, Random random, float[] values, int offset) {
        double cycles = 3 + random.nextDouble();
        double phase = random.nextDouble();
        double shift = random.nextDouble();
        double amplitude = 0.8 + 0.4 * random.nextDouble();
        for (int channel = 0; channel < CHANNELS; channel++) {
            double level = 0.3 * random.nextGaussian();
            double drift = 0.3 * random.nextGaussian();
            double noise = 0.1 + 0.2 * random.nextDouble();
            double strength = channel == 0 ? amplitude : amplitude * (0.3 + 0.7 * random.nextDouble());
            for (int t = 0; t < LENGTH; t++) {
                double turns = cycles * t / LENGTH + phase + channel * shift;
                double value = strength * waveform.at(turns - Math.floor(turns))
                        + level
                        + drift * t / LENGTH
                        + noise * random.nextGaussian();
                values[offset + channel * LENGTH + t] = (float) value;
            }
        }
    }
}
