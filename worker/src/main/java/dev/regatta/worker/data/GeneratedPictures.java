package dev.regatta.worker.data;

import java.util.Optional;
import java.util.Random;

/**
 * Pictures of 32×32 in ten classes, drawn from a fixed seed: one figure of the class's shape at a random place, size,
 * angle and colour, over a background of random colour, gradient and noise. Picture i of a split is always the same,
 * whatever the limit.
 */
final class GeneratedPictures {
    private static final long SEED = 20_240_601;
    private static final Figure[] FIGURES = Figure.values();

    private GeneratedPictures() {}

    /** The first {@code limit} pictures of a split, averaged over squares of side {@code downsample}. */
    static LabelledSplit split(GeneratedSplit split, Optional<Integer> limit, int downsample) {
        int count = split.count(limit);
        int bytes = Pictures.downsampledBytes(downsample);
        byte[] pixels = new byte[Math.multiplyExact(count, bytes)];
        int[] labels = new int[count];
        byte[] picture = new byte[Pictures.BYTES];
        for (int i = 0; i < count; i++) {
            Random random = Seeds.random(SEED, split.name(), i);
            labels[i] = random.nextInt(FIGURES.length);
            draw(labels[i], random, picture);
            Pictures.downsample(picture, 0, downsample, pixels, i * bytes);
        }
        int side = Pictures.SIDE / downsample;
        return new LabelledSplit(
                new ImageSet(pixels, Pictures.CHANNELS, side, side), new Labels(labels, FIGURES.length));
    }

    private static void draw(int label, Random random, byte[] picture) {
        Figure figure = FIGURES[label];
        Placement placement = Placement.random(random);
        Colouring colouring = Colouring.random(label / (double) FIGURES.length, random);
        int area = Pictures.SIDE * Pictures.SIDE;
        for (int pixel = 0; pixel < area; pixel++) {
            int x = pixel % Pictures.SIDE;
            int y = pixel / Pictures.SIDE;
            boolean inside = figure.contains(placement.u(x, y), placement.v(x, y));
            for (int channel = 0; channel < Pictures.CHANNELS; channel++) {
                double value = colouring.at(channel, inside, x, y) + colouring.noise() * random.nextGaussian();
                picture[channel * area + pixel] = (byte) Math.round(255 * Math.min(1, Math.max(0, value)));
            }
        }
    }

    /** Maps a picture's pixels to a figure's own coordinates, in which it fills the square from −1 to 1. */
    private record Placement(double centreX, double centreY, double radius, double cos, double sin) {
        static Placement random(Random random) {
            double radius = 9 + 5 * random.nextDouble();
            double angle = Math.PI / 6 * (2 * random.nextDouble() - 1);
            double room = Pictures.SIDE - 2 * radius;
            return new Placement(
                    radius + room * random.nextDouble(),
                    radius + room * random.nextDouble(),
                    radius,
                    StrictMath.cos(angle),
                    StrictMath.sin(angle));
        }

        double u(int x, int y) {
            return (cos * (x + 0.5 - centreX) + sin * (y + 0.5 - centreY)) / radius;
        }

        double v(int x, int y) {
            return (cos * (y + 0.5 - centreY) - sin * (x + 0.5 - centreX)) / radius;
        }
    }
}
