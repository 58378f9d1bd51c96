package dev.regatta.worker.data;

import java.util.stream.IntStream;

/**
 * True classes, for evaluation and for diagnostics. Kept apart from {@link Dataset} so that code which learns without
 * labels cannot reach them; the worker's architecture test forbids methods, models and losses to import this type.
 */
public final class Labels {
    private final int[] values;
    private final int classes;

    /** @param values class of every sample, in [0, classes) */
    public Labels(int[] values, int classes) {
        this.values = values.clone();
        this.classes = classes;
    }

    /** The labels of the samples at {@code indices}. */
    Labels at(int[] indices) {
        return new Labels(IntStream.of(indices).map(index -> values[index]).toArray(), classes);
    }

    /** The same labels where more classes are known. */
    Labels among(int allClasses) {
        return new Labels(values, allClasses);
    }

    public int of(int index) {
        return values[index];
    }

    public int size() {
        return values.length;
    }

    public int classes() {
        return classes;
    }
}
