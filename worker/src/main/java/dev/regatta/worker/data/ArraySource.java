package dev.regatta.worker.data;

import dev.regatta.protocol.study.DatasetSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Data sets of array files: samples along the first axis, classes in an array of their own. */
final class ArraySource {
    private static final int MOST_CLASSES = 100_000;

    private ArraySource() {}

    /** Four IDX files. */
    static DataSplits idx(Path folder, DatasetSpec spec) {
        return Splits.of(
                idxPart(folder, spec.text("train"), spec.text("train_labels")),
                idxPart(folder, spec.text("test"), spec.text("test_labels")),
                spec);
    }

    /** NumPy's arrays; without a test array a part of the training array is drawn. */
    static DataSplits npy(Path folder, DatasetSpec spec) {
        Part train = npyPart(folder, spec, spec.text("train"), spec.textIfSet("train_labels"));
        return spec.textIfSet("test")
                .map(test -> Splits.of(train, npyPart(folder, spec, test, spec.textIfSet("test_labels")), spec))
                .orElseGet(() -> Splits.draw(train, spec));
    }

    private static Part idxPart(Path folder, String samples, String labels) {
        NumericArray array = ArrayFiles.idx(folder, samples);
        String layout = array.shape().length == 3 ? "hw" : "auto";
        return part(samples(array, layout), Optional.of(ArrayFiles.idx(folder, labels)));
    }

    private static Part npyPart(Path folder, DatasetSpec spec, String samples, Optional<String> labels) {
        return part(
                samples(ArrayFiles.numPy(folder, samples), spec.text("layout")),
                labels.map(text -> ArrayFiles.numPy(folder, text)));
    }

    private static Part part(Dataset samples, Optional<NumericArray> labels) {
        return new Part(samples, labels.map(array -> labels(array, samples.size())));
    }

    /** @param layout a value of the study's key of that name */
    static Dataset samples(NumericArray array, String layout) {
        int rank = array.shape().length;
        int[] axes = switch (layout + rank) {
            case "auto2", "f2" -> new int[] {1};
            case "auto4", "chw4" -> new int[] {1, 2, 3};
            case "hwc4" -> new int[] {3, 1, 2};
            case "hw3" -> new int[] {-1, 1, 2};
            case "cl3" -> new int[] {1, 2};
            case "lc3" -> new int[] {2, 1};
            default ->
                throw new DataException(array.name() + ": has the shape " + Arrays.toString(array.shape())
                        + ", of which layout " + layout + " makes no samples; " + expected(rank));
        };
        return new ArraySet(array, axes);
    }

    private static String expected(int rank) {
        return switch (rank) {
            case 2 -> "two axes are f";
            case 3 -> "three axes are one of hw, cl, lc";
            case 4 -> "four axes are chw or hwc";
            default -> "there must be two to four axes";
        };
    }

    private static Labels labels(NumericArray array, int samples) {
        long[] shape = array.shape();
        if (!array.type().whole() || Arrays.stream(shape).skip(1).anyMatch(side -> side != 1) || shape.length == 0) {
            throw new DataException(array.name() + ": holds " + array.type() + " of the shape " + Arrays.toString(shape)
                    + ", classes must be whole numbers along one axis");
        }
        if (shape[0] != samples) {
            throw new DataException(array.name() + ": has " + shape[0] + " classes for " + samples + " samples");
        }
        int[] values = new int[samples];
        for (int i = 0; i < samples; i++) {
            double value = array.at(i);
            if (value < 0 || value >= MOST_CLASSES) {
                throw new DataException(
                        array.place(i) + ": label is " + (long) value + ", must be from 0 to " + (MOST_CLASSES - 1));
            }
            values[i] = (int) value;
        }
        return new Labels(values, Arrays.stream(values).max().orElse(0) + 1);
    }
}
