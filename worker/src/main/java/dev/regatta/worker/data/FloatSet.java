package dev.regatta.worker.data;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Samples as numbers in memory. */
final class FloatSet implements Dataset {
    private final float[] values;
    private final Shape sampleShape;
    private final int sampleSize;

    /** @param values sample after sample, owned by this set from now on */
    FloatSet(float[] values, Shape sampleShape) {
        this.values = values;
        this.sampleShape = sampleShape;
        this.sampleSize = Math.toIntExact(sampleShape.size());
    }

    @Override
    public int size() {
        return values.length / sampleSize;
    }

    @Override
    public Shape sampleShape() {
        return sampleShape;
    }

    @Override
    public void read(int index, float[] target, int offset) {
        System.arraycopy(values, index * sampleSize, target, offset, sampleSize);
    }

    @Override
    public long checksum() {
        CRC32 crc = new CRC32();
        ByteBuffer sample = ByteBuffer.allocate(sampleSize * Float.BYTES);
        for (int start = 0; start < values.length; start += sampleSize) {
            sample.asFloatBuffer().put(values, start, sampleSize);
            crc.update(sample.array());
        }
        return crc.getValue();
    }
}
