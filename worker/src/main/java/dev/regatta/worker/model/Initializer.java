package dev.regatta.worker.model;

import java.util.Arrays;
import java.util.Random;

/** Gives a tensor its first values. */
@FunctionalInterface
public interface Initializer {

    void fill(float[] values, Random random);

    static Initializer constant(float value) {
        return (values, random) -> Arrays.fill(values, value);
    }

    static Initializer normal(double standardDeviation) {
        return (values, random) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (standardDeviation * random.nextGaussian());
            }
        };
    }

    /** Uniform between −bound and bound. */
    static Initializer uniform(double bound) {
        return (values, random) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (bound * (2 * random.nextDouble() - 1));
            }
        };
    }
}
