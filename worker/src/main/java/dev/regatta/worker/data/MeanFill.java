package dev.regatta.worker.data;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Rows whose missing values, NaN, are replaced by their feature's mean over the training rows that have it. */
final class MeanFill implements Dataset {
    private final Dataset rows;
    private final float[] means;

    private MeanFill(Dataset rows, float[] means) {
        this.rows = rows;
        this.means = means;
    }

    static DataSplits of(DataSplits splits) {
        float[] means = means(splits.train());
        Dataset train = new MeanFill(splits.train(), means);
        Dataset test = new MeanFill(splits.test(), means);
        return splits.labelled()
                .map(data -> DataSplits.of(new LabelledData(
                        new LabelledSplit(train, data.train().labels()),
                        new LabelledSplit(test, data.test().labels()))))
                .orElseGet(() -> DataSplits.unlabelled(train, test));
    }

    /** A feature that no training row has gets 0. */
    private static float[] means(Dataset train) {
        int width = Math.toIntExact(train.sampleShape().size());
        double[] sums = new double[width];
        int[] counts = new int[width];
        float[] row = new float[width];
        for (int n = 0; n < train.size(); n++) {
            train.read(n, row, 0);
            for (int f = 0; f < width; f++) {
                if (!Float.isNaN(row[f])) {
                    sums[f] += row[f];
                    counts[f]++;
                }
            }
        }
        float[] means = new float[width];
        for (int f = 0; f < width; f++) {
            means[f] = counts[f] == 0 ? 0 : (float) (sums[f] / counts[f]);
        }
        return means;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public Shape sampleShape() {
        return rows.sampleShape();
    }

    @Override
    public void read(int index, float[] target, int offset) {
        rows.read(index, target, offset);
        for (int f = 0; f < means.length; f++) {
            if (Float.isNaN(target[offset + f])) {
                target[offset + f] = means[f];
            }
        }
    }

    @Override
    public long checksum() {
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES + means.length * Float.BYTES).putLong(rows.checksum());
        bytes.asFloatBuffer().put(means);
        CRC32 crc = new CRC32();
        crc.update(bytes.array());
        return crc.getValue();
    }
}
