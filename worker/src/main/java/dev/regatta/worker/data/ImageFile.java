package dev.regatta.worker.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** One picture's file. Transparency is ignored. */
final class ImageFile {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");
    private static final long MOST_PIXELS = 100_000_000;

    /** Red, green and blue in grey: ITU-R BT.601. */
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

    private interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    private ImageFile() {}

    /** By the file's name. */
    static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /** @throws DataException if the file does not begin as a picture of a size that can be read */
    static void check(Path file) {
        read(file, reader -> {
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new DataException(file + ": has " + pixels + " pixels, must have at most " + MOST_PIXELS);
            }
            return pixels;
        });
    }

    /**
     * Reads the middle square of a picture, values in [0, 1].
     *
     * @param target receives [channels, side, side] from {@code offset} on
     * @param channels 3, or 1 for grey
     * @throws DataException if the file holds no whole picture
     */
    static void read(Path file, int channels, int side, float[] target, int offset) {
        check(file);
        BufferedImage image = read(file, reader -> reader.read(0));
        float[][] planes = planes(image);
        float[][] wanted = channels == planes.length ? planes : channels == 1 ? grey(planes) : spread(planes[0]);
        for (int c = 0; c < channels; c++) {
            Resampling.middleSquare(
                    wanted[c], image.getHeight(), image.getWidth(), side, target, offset + c * side * side);
        }
    }

    private static <T> T read(Path file, Use<T> use) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(ArrayFiles.existing(file));
        } catch (IOException e) {
            throw ArrayFiles.unreadable(file, e);
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new DataException(file + ": offset 0: is no picture, expected PNG, JPEG, GIF or BMP");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                reader.addIIOReadWarningListener((source, warning) -> refuseTruncated(warning));
                return use.of(reader);
            } finally {
                reader.dispose();
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The libraries behind ImageIO report damaged files by exceptions of many kinds.
            throw new DataException(
                    file + ": has " + bytes.length + " bytes, which are no whole picture: " + e.getMessage());
        }
    }

    /** The JPEG library fills what is missing with grey and only warns of it. */
    private static void refuseTruncated(String warning) {
        if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
            throw new IllegalArgumentException(warning);
        }
    }

    /** One plane of grey, read as stored, or three of red, green and blue. */
    private static float[][] planes(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        Raster raster = image.getRaster();
        boolean grey = raster.getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        float[][] planes = new float[grey ? 1 : 3][width * height];
        float most = (1 << Math.min(16, raster.getSampleModel().getSampleSize(0))) - 1;
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            if (grey) {
                raster.getSamples(0, y, width, 1, 0, row);
            } else {
                image.getRGB(0, y, width, 1, row, 0, width);
            }
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < planes.length; c++) {
                    planes[c][y * width + x] = grey ? row[x] / most : (row[x] >> (16 - 8 * c) & 0xff) / 255f;
                }
            }
        }
        return planes;
    }

    private static float[][] spread(float[] grey) {
        return new float[][] {grey, grey, grey};
    }

    private static float[][] grey(float[][] rgb) {
        float[] grey = new float[rgb[0].length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = LUMA[0] * rgb[0][i] + LUMA[1] * rgb[1][i] + LUMA[2] * rgb[2][i];
        }
        return new float[][] {grey};
    }
}
