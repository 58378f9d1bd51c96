package dev.regatta.worker.data;

import dev.regatta.protocol.study.DatasetSpec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * CIFAR-10's binary version: records of 3073 bytes, a label in 0..9 followed by a picture [3, 32, 32].
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR-10 data set</a>
 */
final class Cifar10 {
    private static final int CLASSES = 10;
    private static final int RECORD_BYTES = 1 + Pictures.BYTES;
    private static final String FOLDER = "cifar-10-batches-bin";
    private static final List<String> TRAIN_FILES = IntStream.rangeClosed(1, 5)
            .mapToObj(i -> "data_batch_" + i + ".bin")
            .toList();
    private static final List<String> TEST_FILES = List.of("test_batch.bin");

    private Cifar10() {}

    /** Reads both splits; a limit takes the first samples. */
    static LabelledData open(Path directory, DatasetSpec spec) {
        Path folder = Files.isDirectory(directory.resolve(FOLDER)) ? directory.resolve(FOLDER) : directory;
        return new LabelledData(
                read(folder, TRAIN_FILES, spec.limit().orElse(Integer.MAX_VALUE), spec.downsample()),
                read(folder, TEST_FILES, spec.testLimit().orElse(Integer.MAX_VALUE), spec.downsample()));
    }

    private static LabelledSplit read(Path folder, List<String> files, int limit, int downsample) {
        int[] records =
                files.stream().mapToInt(file -> recordsIn(folder.resolve(file))).toArray();
        int count = Math.min(limit, IntStream.of(records).sum());
        int pictureBytes = Pictures.downsampledBytes(downsample);
        byte[] pixels = new byte[Math.multiplyExact(count, pictureBytes)];
        int[] labels = new int[count];
        int done = 0;
        for (int f = 0; f < records.length && done < count; f++) {
            int wanted = Math.min(records[f], count - done);
            readFile(folder.resolve(files.get(f)), wanted, downsample, pixels, labels, done);
            done += wanted;
        }
        int side = Pictures.SIDE / downsample;
        return new LabelledSplit(new ImageSet(pixels, Pictures.CHANNELS, side, side), new Labels(labels, CLASSES));
    }

    private static int recordsIn(Path file) {
        if (!Files.isReadable(file)) {
            throw new DataException(file + ": no such readable file; expected CIFAR-10's binary files there");
        }
        try {
            long bytes = Files.size(file);
            if (bytes == 0 || bytes % RECORD_BYTES != 0) {
                long whole = bytes / RECORD_BYTES * RECORD_BYTES;
                throw new DataException(file + ": has " + bytes + " bytes, expected whole records of " + RECORD_BYTES
                        + "; the record at offset " + whole + " is cut off after " + (bytes - whole) + " bytes");
            }
            return Math.toIntExact(bytes / RECORD_BYTES);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static void readFile(Path file, int records, int downsample, byte[] pixels, int[] labels, int first) {
        int pictureBytes = Pictures.downsampledBytes(downsample);
        byte[] sample = new byte[RECORD_BYTES];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            for (int r = 0; r < records; r++) {
                if (in.readNBytes(sample, 0, RECORD_BYTES) < RECORD_BYTES) {
                    throw new DataException(file + ": ends inside the record at offset " + (long) r * RECORD_BYTES);
                }
                int label = sample[0] & 0xff;
                if (label >= CLASSES) {
                    throw new DataException(file + ": offset " + (long) r * RECORD_BYTES + ": label is " + label
                            + ", must be ≤ " + (CLASSES - 1));
                }
                labels[first + r] = label;
                Pictures.downsample(sample, 1, downsample, pixels, (first + r) * pictureBytes);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static DataException unreadable(Path file, IOException e) {
        return new DataException(file + ": could not be read: " + e.getMessage());
    }
}
