package dev.regatta.worker.data;

import ai.djl.ndarray.types.Shape;
import java.util.Objects;
import java.util.stream.IntStream;

/** Windows [C, L] over a series whose times are the samples, [C] each, of another data set. */
final class WindowSet implements Dataset {
    private final Dataset series;
    private final int first;
    private final int size;
    private final int window;
    private final int stride;

    /**
     * The windows that lie within times {@code first} to {@code end} − 1.
     *
     * @throws DataException if there is none
     */
    WindowSet(Dataset series, int first, int end, int window, int stride) {
        if (end - first < window) {
            throw new DataException("dataset.window is " + window
                    + ", must be ≤ the length of the series' part, which is " + (end - first));
        }
        this.series = series;
        this.first = first;
        this.window = window;
        this.stride = stride;
        this.size = (end - first - window) / stride + 1;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Shape sampleShape() {
        return new Shape(series.sampleShape().get(0), window);
    }

    @Override
    public void read(int index, float[] target, int offset) {
        int channels = Math.toIntExact(series.sampleShape().get(0));
        float[] moment = new float[channels];
        for (int t = 0; t < window; t++) {
            series.read(first + index * stride + t, moment, 0);
            for (int c = 0; c < channels; c++) {
                target[offset + c * window + t] = moment[c];
            }
        }
    }

    /** Of the whole series and of where its windows lie. */
    @Override
    public long checksum() {
        return Objects.hash(series.checksum(), first, size, window, stride);
    }

    /** Every window's class: the commonest among its times, the lowest of several. */
    Labels labels(Labels times) {
        int[] values = IntStream.range(0, size)
                .map(index -> commonest(times, first + index * stride))
                .toArray();
        return new Labels(values, times.classes());
    }

    private int commonest(Labels times, int from) {
        int[] counts = new int[times.classes()];
        int best = 0;
        for (int t = from; t < from + window; t++) {
            counts[times.of(t)]++;
        }
        for (int c = 1; c < counts.length; c++) {
            best = counts[c] > counts[best] ? c : best;
        }
        return best;
    }
}
