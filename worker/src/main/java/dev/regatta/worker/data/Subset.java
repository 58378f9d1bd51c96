package dev.regatta.worker.data;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Some samples of a data set, in an order of their own. */
final class Subset implements Dataset {
    private final Dataset all;
    private final int[] indices;

    Subset(Dataset all, int[] indices) {
        this.all = all;
        this.indices = indices.clone();
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public Shape sampleShape() {
        return all.sampleShape();
    }

    @Override
    public void read(int index, float[] target, int offset) {
        all.read(indices[index], target, offset);
    }

    /** Of the whole data set and of which samples these are. */
    @Override
    public long checksum() {
        CRC32 crc = new CRC32();
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES + indices.length * Integer.BYTES).putLong(all.checksum());
        bytes.asIntBuffer().put(indices);
        crc.update(bytes.array());
        return crc.getValue();
    }
}
