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
    private static final double HUE_SPREAD = 0.25;
    private static final double LEAST_CONTRAST = 0.25;

    /** Random colours; the figure's hue, in turns, lies loosely around {@code classHue}. */
    static Colouring random(double classHue, Random random) {
        double[] figure = colour(classHue + HUE_SPREAD * random.nextGaussian(), random);
        double[] background = colour(random.nextDouble(), random);
        while (distance(figure, background) < LEAST_CONTRAST) {
            background = colour(random.nextDouble(), random);
        }
        return new Colouring(
                figure,
                background,
                0.4 * (random.nextDouble() - 0.5),
                0.4 * (random.nextDouble() - 0.5),
                0.02 + 0.1 * random.nextDouble());
    }

    double at(int channel, boolean inside, int x, int y) {
        if (inside) {
            return figure[channel];
        }
        double half = Pictures.SIDE / 2.0;
        return background[channel] + slopeX * (x - half) / Pictures.SIDE + slopeY * (y - half) / Pictures.SIDE;
    }

    /** A colour of the given hue in turns, with random saturation and brightness. */
    private static double[] colour(double hue, Random random) {
        double saturation = 0.2 + 0.8 * random.nextDouble();
        double brightness = 0.3 + 0.7 * random.nextDouble();
        double[] rgb = new double[3];
        for (int channel = 0; channel < 3; channel++) {
            double turn = hue + (3 - channel) / 3.0;
            double distance = Math.abs(6 * (turn - Math.floor(turn)) - 3) - 1;
            rgb[channel] = brightness * (1 - saturation + saturation * Math.min(1, Math.max(0, distance)));
        }
        return rgb;
    }

    private static double distance(double[] a, double[] b) {
        return Math.max(Math.abs(a[0] - b[0]), Math.max(Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2])));
    }
}
