package dev.regatta.coordinator.prune;

/** Bounds that pruners hold their settings to. */
final class Bound {

    private Bound() {}

    /** @throws IllegalArgumentException if the value is below its bound */
    static void atLeast(String name, long value, long bound) {
        if (value < bound) {
            throw new IllegalArgumentException(name + " is " + value + ", must be ≥ " + bound);
        }
    }

    /** @throws IllegalArgumentException if the value is not within its bounds, or NaN */
    static void within(String name, double value, double low, double high) {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(name + " is " + value + ", must be from " + low + " to " + high);
        }
    }
}
