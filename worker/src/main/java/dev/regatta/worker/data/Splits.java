package dev.regatta.worker.data;

import dev.regatta.protocol.study.DatasetSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Puts training and test samples together, and draws the test samples where a source has only one part. */
final class Splits {
    private static final int LEAST_SAMPLES = 2;

    private Splits() {}

    /**
     * Both parts, each cut to the study's limit.
     *
     * @throws DataException if they do not belong together
     */
    static DataSplits of(Part train, Part test, DatasetSpec spec) {
        if (!train.samples().sampleShape().equals(test.samples().sampleShape())) {
            throw new DataException("test samples are of the shape "
                    + test.samples().sampleShape() + ", must be of the training samples', which is "
                    + train.samples().sampleShape());
        }
        if (train.labels().isPresent() != test.labels().isPresent()) {
            throw new DataException((train.labels().isPresent() ? "test" : "training")
                    + " samples have no classes, the others have; both must have some, or neither");
        }
        Part first = limited(train, spec.limit());
        Part second = limited(test, spec.testLimit());
        if (first.samples().size() < LEAST_SAMPLES) {
            throw new DataException(
                    "there is " + first.samples().size() + " training sample, must be ≥ " + LEAST_SAMPLES);
        }
        if (first.labels().isEmpty()) {
            return DataSplits.unlabelled(first.samples(), second.samples());
        }
        Labels fitted = first.labels().orElseThrow();
        Labels judged = second.labels().orElseThrow();
        int classes = Math.max(fitted.classes(), judged.classes());
        return DataSplits.of(new LabelledData(
                new LabelledSplit(first.samples(), fitted.among(classes)),
                new LabelledSplit(second.samples(), judged.among(classes))));
    }

    /** A share {@code test_fraction} of the samples, drawn by {@code split_seed}, is the test part; both are in random order. */
    static DataSplits draw(Part all, DatasetSpec spec) {
        int size = all.samples().size();
        int tested = testSize(size, spec);
        int[] order = Seeds.permutation(size, Seeds.random(spec.seed("split_seed"), "split", 0));
        return of(all.at(Arrays.copyOfRange(order, tested, size)), all.at(Arrays.copyOf(order, tested)), spec);
    }

    /** How many of {@code size} samples are the test part, at least one. */
    static int testSize(int size, DatasetSpec spec) {
        if (size <= LEAST_SAMPLES) {
            throw new DataException(
                    "there are " + size + " samples, must be > " + LEAST_SAMPLES + " to draw a test part");
        }
        long drawn = Math.round(size * spec.number("test_fraction"));
        return (int) Math.min(size - (long) LEAST_SAMPLES, Math.max(1, drawn));
    }

    private static Part limited(Part part, Optional<Integer> limit) {
        int size = part.samples().size();
        return limit.filter(most -> most < size)
                .map(most -> part.at(IntStream.range(0, most).toArray()))
                .orElse(part);
    }
}
