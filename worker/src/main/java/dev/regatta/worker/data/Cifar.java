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
 * The binary versions of CIFAR-10 and CIFAR-100: records of one or two label bytes followed by a picture [3, 32, 32].
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR data sets</a>
 */
enum Cifar {
    /** Records of 3073 bytes. */
    TEN("cifar-10-batches-bin", "data_batch_#.bin", 5, "test_batch.bin", 1, 0, 10),
    /** Records of 3074 bytes; the second label is the class. */
    HUNDRED_FINE("cifar-100-binary", "train.bin", 1, "test.bin", 2, 1, 100),
    /** Records of 3074 bytes; the first label is the class. */
    HUNDRED_COARSE("cifar-100-binary", "train.bin", 1, "test.bin", 2, 0, 20);

    private final String folder;
    private final String trainFile;
    private final int trainFiles;
    private final String testFile;
    private final int labelBytes;
    private final int labelAt;
    private final int classes;

    Cifar(String folder, String trainFile, int trainFiles, String testFile, int labelBytes, int labelAt, int classes) {
        this.folder = folder;
        this.trainFile = trainFile;
        this.trainFiles = trainFiles;
        this.testFile = testFile;
        this.labelBytes = labelBytes;
        this.labelAt = labelAt;
        this.classes = classes;
    }

    /** Reads both splits; a limit takes the first samples. */
    LabelledData open(Path directory, DatasetSpec spec) {
        Path inner = directory.resolve(folder);
        Path from = Files.isDirectory(inner) ? inner : directory;
        return new LabelledData(
                read(from, trainFiles(), spec.limit().orElse(Integer.MAX_VALUE), spec.downsample()),
                read(from, List.of(testFile), spec.testLimit().orElse(Integer.MAX_VALUE), spec.downsample()));
    }

    private List<String> trainFiles() {
        return IntStream.rangeClosed(1, trainFiles)
                .mapToObj(number -> trainFile.replace("#", Integer.toString(number)))
                .toList();
    }

    private int recordBytes() {
        return labelBytes + Pictures.BYTES;
    }

    private LabelledSplit read(Path from, List<String> files, int limit, int downsample) {
        int[] records =
                files.stream().mapToInt(file -> recordsIn(from.resolve(file))).toArray();
        int count = Math.min(limit, IntStream.of(records).sum());
        byte[] pixels = new byte[Math.multiplyExact(count, Pictures.downsampledBytes(downsample))];
        int[] labels = new int[count];
        int done = 0;
        for (int f = 0; f < records.length && done < count; f++) {
            int wanted = Math.min(records[f], count - done);
            readFile(from.resolve(files.get(f)), wanted, downsample, pixels, labels, done);
            done += wanted;
        }
        int side = Pictures.SIDE / downsample;
        return new LabelledSplit(new ImageSet(pixels, Pictures.CHANNELS, side, side), new Labels(labels, classes));
    }

    private int recordsIn(Path file) {
        try {
            long bytes = Files.size(ArrayFiles.existing(file));
            if (bytes == 0 || bytes % recordBytes() != 0) {
                long whole = bytes / recordBytes() * recordBytes();
                throw new DataException(file + ": has " + bytes + " bytes, expected whole records of " + recordBytes()
                        + "; the record at offset " + whole + " is cut off after " + (bytes - whole) + " bytes");
            }
            return Math.toIntExact(bytes / recordBytes());
        } catch (IOException e) {
            throw ArrayFiles.unreadable(file, e);
        }
    }

    private void readFile(Path file, int records, int downsample, byte[] pixels, int[] labels, int first) {
        int pictureBytes = Pictures.downsampledBytes(downsample);
        byte[] sample = new byte[recordBytes()];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            for (int r = 0; r < records; r++) {
                long offset = (long) r * recordBytes();
                if (in.readNBytes(sample, 0, sample.length) < sample.length) {
                    throw new DataException(file + ": ends inside the record at offset " + offset);
                }
                int label = sample[labelAt] & 0xff;
                if (label >= classes) {
                    throw new DataException(file + ": offset " + (offset + labelAt) + ": label is " + label
                            + ", must be ≤ " + (classes - 1));
                }
                labels[first + r] = label;
                Pictures.downsample(sample, labelBytes, downsample, pixels, (first + r) * pictureBytes);
            }
        } catch (IOException e) {
            throw ArrayFiles.unreadable(file, e);
        }
    }
}
