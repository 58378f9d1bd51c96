package dev.regatta.worker.inspection;

import dev.regatta.worker.checkpoint.HostTensor;
import java.util.stream.IntStream;

/** Vectors of length 1 (or 0), [N, E], whose product is their cosine. Immutable. */
final class UnitRows {
    private final float[] values;
    private final int dimension;

    private UnitRows(float[] values, int dimension) {
        this.values = values;
        this.dimension = dimension;
    }

    /** @param tensor [N, E], scaled row by row; a row of zeros stays one */
    static UnitRows of(HostTensor tensor) {
        int dimension = Math.toIntExact(tensor.shape()[1]);
        float[] values = tensor.floats();
        for (int start = 0; start < values.length; start += dimension) {
            double squares = 0;
            for (int d = start; d < start + dimension; d++) {
                squares += (double) values[d] * values[d];
            }
            double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
            for (int d = start; d < start + dimension; d++) {
                values[d] = (float) (values[d] * scale);
            }
        }
        return new UnitRows(values, dimension);
    }

    boolean isFinite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return values.length / dimension;
    }

    int dimension() {
        return dimension;
    }

    float at(int row, int column) {
        return values[row * dimension + column];
    }

    /** Of one of these rows and one of {@code others}, which are as long. */
    double cosine(int row, UnitRows others, int other) {
        double sum = 0;
        for (int d = 0; d < dimension; d++) {
            sum += (double) at(row, d) * others.at(other, d);
        }
        return sum;
    }

    /** At most {@code most} rows' numbers, evenly spread, so that an order by class does no harm. */
    int[] spread(int most) {
        int count = Math.min(most, size());
        return IntStream.range(0, count)
                .map(i -> (int) ((long) i * size() / count))
                .toArray();
    }
}
