package dev.regatta.worker.inspection;

import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.data.Dataset;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Small copies of a data set's pictures side by side, one row of them for each list of samples. */
final class PictureSheet {
    private static final int LONGEST_SIDE = 48;

    private final Dataset data;
    private final int channels;
    private final int height;
    private final int width;
    private final int factor;

    /** @param data its samples are pictures */
    PictureSheet(Dataset data) {
        if (!holdsPictures(data)) {
            throw new IllegalArgumentException(
                    "the samples' shape is " + data.sampleShape() + ", must be (channels, height, width)");
        }
        Shape shape = data.sampleShape();
        this.data = data;
        this.channels = Math.toIntExact(shape.get(0));
        this.height = Math.toIntExact(shape.get(1));
        this.width = Math.toIntExact(shape.get(2));
        this.factor = Math.max(1, (Math.max(height, width) + LONGEST_SIDE - 1) / LONGEST_SIDE);
    }

    static boolean holdsPictures(Dataset data) {
        return data.sampleShape().dimension() == 3;
    }

    /** Of one picture on the sheet, in pixels. */
    int tileWidth() {
        return Math.max(1, width / factor);
    }

    /** Of one picture on the sheet, in pixels. */
    int tileHeight() {
        return Math.max(1, height / factor);
    }

    /**
     * The sheet as a PNG.
     *
     * @param rows the samples of each row, at least one row
     * @param columns pictures in a row at most; places without a sample stay transparent
     */
    byte[] png(List<List<Integer>> rows, int columns) {
        BufferedImage sheet =
                new BufferedImage(columns * tileWidth(), rows.size() * tileHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                draw(rows.get(row).get(column), sheet, column * tileWidth(), row * tileHeight());
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(sheet, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private void draw(int sample, BufferedImage sheet, int left, int top) {
        float[] values = new float[channels * height * width];
        data.read(sample, values, 0);
        for (int y = 0; y < tileHeight(); y++) {
            for (int x = 0; x < tileWidth(); x++) {
                sheet.setRGB(left + x, top + y, colour(values, x, y));
            }
        }
    }

    /** Three channels are red, green and blue; of any others the mean is a grey. */
    private int colour(float[] values, int x, int y) {
        int[] levels = new int[channels];
        int sum = 0;
        for (int channel = 0; channel < channels; channel++) {
            levels[channel] = level(values, channel, x, y);
            sum += levels[channel];
        }
        int grey = sum / channels;
        return channels == 3
                ? 0xff << 24 | levels[0] << 16 | levels[1] << 8 | levels[2]
                : 0xff << 24 | grey << 16 | grey << 8 | grey;
    }

    private int level(float[] values, int channel, int x, int y) {
        double sum = 0;
        int counted = 0;
        for (int dy = 0; dy < factor && y * factor + dy < height; dy++) {
            for (int dx = 0; dx < factor && x * factor + dx < width; dx++) {
                sum += values[(channel * height + y * factor + dy) * width + x * factor + dx];
                counted++;
            }
        }
        return (int) Math.round(255 * Math.min(1, Math.max(0, sum / counted)));
    }
}
