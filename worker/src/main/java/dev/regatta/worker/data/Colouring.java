package dev.regatta.worker.data;

import java.util.Random;

/**
 * Colours of one generated picture.
 *
 * @param figure colour of the figure, three values in [0, 1]
 * @param background colour in the middle of the background
 * @param slopeX how much the background brightens from left to right
 * @param slopeY how much the background brightens from top to bottom
 * @param noise standard deviation of the noise on every value
 */
record Colouring(double[] figure, double[] background, double slopeX, double slopeY, double noise) {
    private static final double HUE_SPREAD = 0.1;
    private static final double LEAST_CONTRAST = 0.25;

    /** Random colours; the figure's hue, in turns, lies loosely around {@code classHue}. */
    static Colouring random(double classHue, Random random) {
        double hue = classHue + HUE_SPREAD * random.nextGaussian();
        double[] figure = colour(hue, between(0.5, 1, random), between(0.5, 1, random));
        double[] background = muted(random);
        while (distance(figure, background) < LEAST_CONTRAST) {
            background = muted(random);
        }
        return new Colouring(
                figure,
                background,
                between(-0.2, 0.2, random),
                between(-0.2, 0.2, random),
                between(0.02, 0.08, random));
    }

    double at(int channel, boolean inside, int x, int y) {
        if (inside) {
            return figure[channel];
        }
        double half = Pictures.SIDE / 2.0;
        return background[channel] + slopeX * (x - half) / Pictures.SIDE + slopeY * (y - half) / Pictures.SIDE;
    }

    private static double[] muted(Random random) {
        return colour(random.nextDouble(), between(0, 0.3, random), between(0.1, 0.6, random));
    }

    /** A colour by its hue in turns, its saturation and its brightness; red, green, blue. */
    private static double[] colour(double hue, double saturation, double brightness) {
        double[] rgb = new double[3];
        for (int channel = 0; channel < 3; channel++) {
            double turn = hue + (3 - channel) / 3.0;
            double distance = Math.abs(6 * (turn - Math.floor(turn)) - 3) - 1;
            rgb[channel] = brightness * (1 - saturation + saturation * Math.min(1, Math.max(0, distance)));
        }
        return rgb;
    }

    private static double between(double low, double high, Random random) {
        return low + (high - low) * random.nextDouble();
    }

    private static double distance(double[] a, double[] b) {
        return Math.max(Math.abs(a[0] - b[0]), Math.max(Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2])));
    }
}
