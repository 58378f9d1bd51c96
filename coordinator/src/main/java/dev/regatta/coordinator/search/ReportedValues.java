package dev.regatta.coordinator.search;

import java.util.Arrays;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Numbers by increasing step, immutable: 16 bytes each, since a study can have millions of them. One more costs a copy of
 * the last few and shares the rest.
 */
public final class ReportedValues {

    private static final int CHUNK = 64;

    static final ReportedValues NONE = new ReportedValues(TreePVector.empty(), new Chunk(new long[0], new double[0]));

    /** As many steps as values. */
    private record Chunk(long[] steps, double[] values) {

        int size() {
            return steps.length;
        }

        Chunk plus(long step, double value) {
            long[] moreSteps = Arrays.copyOf(steps, steps.length + 1);
            double[] moreValues = Arrays.copyOf(values, values.length + 1);
            moreSteps[steps.length] = step;
            moreValues[values.length] = value;
            return new Chunk(moreSteps, moreValues);
        }

        boolean isSame(Chunk other) {
            return Arrays.equals(steps, other.steps) && Arrays.equals(values, other.values);
        }
    }

    /** Full ones. */
    private final PVector<Chunk> before;
    /** Not full; empty only if there is nothing at all. */
    private final Chunk last;

    private ReportedValues(PVector<Chunk> before, Chunk last) {
        this.before = before;
        this.last = last;
    }

    /** @param step greater than every one that is there */
    ReportedValues plus(long step, double value) {
        return last.size() < CHUNK
                ? new ReportedValues(before, last.plus(step, value))
                : new ReportedValues(before.plus(last), new Chunk(new long[] {step}, new double[] {value}));
    }

    public int size() {
        return before.size() * CHUNK + last.size();
    }

    boolean isEmpty() {
        return last.size() == 0;
    }

    long step(int index) {
        return chunk(index).steps()[index % CHUNK];
    }

    double value(int index) {
        return chunk(index).values()[index % CHUNK];
    }

    private Chunk chunk(int index) {
        int at = index / CHUNK;
        return at < before.size() ? before.get(at) : last;
    }

    /** How many there are at or before a step. */
    int upTo(long step) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (step(middle) <= step) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof ReportedValues values)
                || before.size() != values.before.size()
                || !last.isSame(values.last)) {
            return false;
        }
        for (int at = 0; at < before.size(); at++) {
            if (!before.get(at).isSame(values.before.get(at))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(last.steps()) + Arrays.hashCode(last.values());
    }

    @Override
    public String toString() {
        return size() + " values";
    }
}
