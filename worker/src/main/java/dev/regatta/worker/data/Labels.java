package dev.regatta.worker.data;

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
