package dev.regatta.coordinator.search.tpe;

import java.util.random.RandomGenerator;

/** One parameter's kernels, one for each observation and a last one, the prior. Coordinates are the dimension's. */
interface Kernels {

    /** A coordinate drawn from a kernel, one that the dimension has. */
    double draw(int kernel, RandomGenerator random);

    /** Adds each kernel's log density (or mass) at a coordinate to {@code sums}. */
    void addLogDensity(double coordinate, double[] sums);
}
