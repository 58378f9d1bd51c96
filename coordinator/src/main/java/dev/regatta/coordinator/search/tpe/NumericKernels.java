package dev.regatta.coordinator.search.tpe;

import dev.regatta.coordinator.search.NumericDimension;
import dev.regatta.coordinator.search.math.Normal;
import java.util.random.RandomGenerator;

/**
 * Normal kernels truncated to [0, 1]; of a range of steps, the mass between a value's edges. The prior is centred and as
 * wide as the range.
 */
final class NumericKernels implements Kernels {

    /** Further from the mean than this, in widths, a kernel's mass is less than 1's last bit. */
    private static final double FAR = 8.3;

    private final NumericDimension dimension;
    private final double[] means;
    private final double[] widths;
    private final double[] logScale;
    /** Of kernels that were drawn from, what lies below 0 and what lies in [0, 1]; not a number for the others. */
    private final double[] lowest;

    private final double[] inside;

    /** @param observedWidths one for each observation */
    NumericKernels(NumericDimension dimension, double[] observed, double[] observedWidths) {
        this.dimension = dimension;
        int n = observed.length;
        means = java.util.Arrays.copyOf(observed, n + 1);
        widths = java.util.Arrays.copyOf(observedWidths, n + 1);
        means[n] = 0.5;
        widths[n] = 1;
        logScale = new double[n + 1];
        lowest = new double[n + 1];
        inside = new double[n + 1];
        java.util.Arrays.fill(inside, Double.NaN);
        double width = 1;
        double logWidth = 0;
        for (int i = 0; i <= n; i++) {
            if (widths[i] != width) { // many have the least width
                width = widths[i];
                logWidth = StrictMath.log(width);
            }
            logScale[i] = isInside(i)
                    ? dimension.isStepped() ? 0 : logWidth
                    : StrictMath.log(dimension.isStepped() ? mass(i) : mass(i) * width);
        }
    }

    private boolean isInside(int kernel) {
        double edge = FAR * widths[kernel];
        return means[kernel] > edge && 1 - means[kernel] > edge;
    }

    private double lowest(int kernel) {
        return Normal.cdf(-means[kernel] / widths[kernel]);
    }

    /** What [0, 1] has of the kernel. */
    private double mass(int kernel) {
        return Normal.cdf((1 - means[kernel]) / widths[kernel]) - lowest(kernel);
    }

    @Override
    public double draw(int kernel, RandomGenerator random) {
        if (Double.isNaN(inside[kernel])) {
            lowest[kernel] = lowest(kernel);
            inside[kernel] = mass(kernel);
        }
        double p = lowest[kernel] + random.nextDouble() * inside[kernel];
        double drawn = means[kernel] + widths[kernel] * Normal.quantile(p);
        return dimension.coordinate(dimension.value(drawn));
    }

    @Override
    public void addLogDensity(double coordinate, double[] sums) {
        if (dimension.isStepped()) {
            addLogMass(coordinate, sums);
            return;
        }
        for (int i = 0; i < means.length; i++) {
            sums[i] += Normal.logDensity((coordinate - means[i]) / widths[i]) - logScale[i];
        }
    }

    private void addLogMass(double coordinate, double[] sums) {
        Object value = dimension.value(coordinate);
        double from = dimension.lowerEdge(value);
        double to = dimension.upperEdge(value);
        for (int i = 0; i < means.length; i++) {
            double within = between((from - means[i]) / widths[i], (to - means[i]) / widths[i]);
            sums[i] += StrictMath.log(within) - logScale[i];
        }
    }

    /** P(a ≤ Z ≤ b); of the upper tail by its mirror image, which has the digits. */
    private static double between(double a, double b) {
        double mass = a > 0 ? Normal.cdf(-a) - Normal.cdf(-b) : Normal.cdf(b) - Normal.cdf(a);
        return Math.max(mass, Double.MIN_NORMAL);
    }
}
