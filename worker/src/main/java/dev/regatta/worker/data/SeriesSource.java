package dev.regatta.worker.data;

import dev.regatta.protocol.study.DatasetSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Windows over long series. Without a test file the last part of the series is the test part; no window lies in both, so no
 * test value was ever trained on.
 */
final class SeriesSource {
    private SeriesSource() {}

    static DataSplits open(Path folder, DatasetSpec spec) {
        Part train;
        Optional<Part> test;
        if (ArrayFiles.isNumPy(spec.text("train"))) {
            spec.textIfSet("label_column").ifPresent(column -> {
                throw new DataException(
                        "dataset.label_column is \"" + column + "\", but an array has no columns' names");
            });
            train = array(folder, spec.text("train"));
            test = spec.textIfSet("test").map(text -> array(folder, text));
        } else {
            TableSource.Tables tables = TableSource.Tables.open(folder, spec);
            train = tables.train();
            test = tables.test();
        }
        if (test.isPresent()) {
            return Splits.of(whole(train, spec), whole(test.get(), spec), spec);
        }
        int times = train.samples().size();
        int end = times - Splits.testSize(times, spec);
        return Splits.of(windows(train, 0, end, spec), windows(train, end, times, spec), spec);
    }

    private static Part array(Path folder, String text) {
        NumericArray array = ArrayFiles.numPy(folder, text);
        return switch (array.shape().length) {
            case 1 -> new Part(new ArraySet(array, -1), Optional.empty());
            case 2 -> new Part(new ArraySet(array, 1), Optional.empty());
            default ->
                throw new DataException(array.name() + ": has the shape " + Arrays.toString(array.shape())
                        + ", must be [time] or [time, channel]");
        };
    }

    private static Part whole(Part series, DatasetSpec spec) {
        return windows(series, 0, series.samples().size(), spec);
    }

    private static Part windows(Part series, int first, int end, DatasetSpec spec) {
        WindowSet windows = new WindowSet(series.samples(), first, end, spec.whole("window"), spec.whole("stride"));
        return new Part(windows, series.labels().map(windows::labels));
    }
}
