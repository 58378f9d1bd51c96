package dev.regatta.worker.data;

import ai.djl.ndarray.types.Shape;
import java.util.zip.CRC32;

/** Pictures as bytes in memory, [N, C, H, W]. */
final class ImageSet implements Dataset {
    private final byte[] pixels;
    private final Shape sampleShape;
    private final int sampleSize;

    /** @param pixels one byte a value, owned by this set from now on */
    ImageSet(byte[] pixels, int channels, int height, int width) {
        this.pixels = pixels;
        this.sampleShape = new Shape(channels, height, width);
        this.sampleSize = channels * height * width;
    }

    @Override
    public int size() {
        return pixels.length / sampleSize;
    }

    @Override
    public Shape sampleShape() {
        return sampleShape;
    }

    @Override
    public void read(int index, float[] target, int offset) {
        int start = index * sampleSize;
        for (int i = 0; i < sampleSize; i++) {
            target[offset + i] = (pixels[start + i] & 0xff) / 255f;
        }
    }

    @Override
    public long checksum() {
        CRC32 crc = new CRC32();
        crc.update(pixels);
        return crc.getValue();
    }
}
