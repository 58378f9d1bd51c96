package dev.regatta.coordinator.search.math;

import java.util.Arrays;

/**
 * Finds a local minimum of a smooth function within bounds: BFGS (Nocedal and Wright 2006, algorithm 6.1) with steps
 * projected into the box (Bertsekas 1982), where coordinates that press against a bound are left out. For up to some dozens
 * of coordinates.
 */
public final class BoxMinimizer {

    private static final double SUFFICIENT = 1e-4;
    private static final int HALVINGS = 12;

    private final double[] low;
    private final double[] high;

    /** @param low least value of each coordinate, at most that in {@code high} */
    public BoxMinimizer(double[] low, double[] high) {
        this.low = low.clone();
        this.high = high.clone();
    }

    /** A function with its slope. */
    @FunctionalInterface
    public interface Smooth {
        /** @param gradient is filled with the derivative by each coordinate */
        double value(double[] x, double[] gradient);
    }

    /** A point, its value and the gradient there. */
    public record Minimum(double[] point, double value) {}

    /**
     * @param start is moved into the box
     * @param scale the length of the first step
     * @param evaluations about so many evaluations of the function at most
     * @param tolerance ends where a step gains less
     * @return never worse than the start
     */
    public Minimum minimize(Smooth function, double[] start, double scale, int evaluations, double tolerance) {
        int d = start.length;
        double[] x = into(start.clone());
        double[] gradient = new double[d];
        double value = function.value(x, gradient);
        int used = 1;
        double[][] inverse = null;
        while (used < evaluations) {
            boolean[] free = free(x, gradient);
            boolean isFirst = inverse == null;
            if (inverse == null) {
                inverse = identity(d, scale / Math.max(length(gradient, free), 1e-300));
            }
            double[] direction = direction(inverse, gradient, free);
            double[] next = x;
            double[] nextGradient = new double[d];
            double nextValue = value;
            boolean improves = false;
            double step = 1;
            for (int i = 0; i < HALVINGS && !improves && used < evaluations; i++, step /= 2) {
                next = moved(x, direction, step);
                nextValue = function.value(next, nextGradient);
                used++;
                improves = nextValue <= value + SUFFICIENT * slope(gradient, x, next) && nextValue < value;
            }
            if (!improves) {
                if (isFirst) {
                    break;
                }
                inverse = null;
                continue;
            }
            double gain = value - nextValue;
            update(inverse, x, next, gradient, nextGradient, isFirst);
            x = next;
            value = nextValue;
            gradient = nextGradient;
            if (gain < tolerance) {
                break;
            }
        }
        return new Minimum(x, value);
    }

    private double[] into(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(low[i], Math.min(high[i], x[i]));
        }
        return x;
    }

    private boolean[] free(double[] x, double[] gradient) {
        boolean[] free = new boolean[x.length];
        for (int i = 0; i < x.length; i++) {
            free[i] = !(x[i] <= low[i] && gradient[i] > 0) && !(x[i] >= high[i] && gradient[i] < 0);
        }
        return free;
    }

    private static double length(double[] vector, boolean[] free) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += free[i] ? vector[i] * vector[i] : 0;
        }
        return Math.sqrt(sum);
    }

    private static double[][] identity(int d, double scale) {
        double[][] matrix = new double[d][d];
        for (int i = 0; i < d; i++) {
            matrix[i][i] = scale;
        }
        return matrix;
    }

    /** Downhill among the free coordinates. */
    private static double[] direction(double[][] inverse, double[] gradient, boolean[] free) {
        int d = gradient.length;
        double[] direction = new double[d];
        double downhill = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                direction[i] -= free[i] && free[j] ? inverse[i][j] * gradient[j] : 0;
            }
            downhill += direction[i] * gradient[i];
        }
        if (downhill < 0) {
            return direction;
        }
        Arrays.setAll(direction, i -> free[i] ? -gradient[i] * inverse[i][i] : 0);
        return direction;
    }

    private double[] moved(double[] x, double[] direction, double step) {
        double[] moved = x.clone();
        for (int i = 0; i < x.length; i++) {
            moved[i] += step * direction[i];
        }
        return into(moved);
    }

    private static double slope(double[] gradient, double[] from, double[] to) {
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            sum += gradient[i] * (to[i] - from[i]);
        }
        return sum;
    }

    private static void update(
            double[][] inverse, double[] x, double[] next, double[] gradient, double[] nextGradient, boolean isFirst) {
        int d = x.length;
        double[] s = new double[d];
        double[] y = new double[d];
        double curvature = 0;
        double squares = 0;
        for (int i = 0; i < d; i++) {
            s[i] = next[i] - x[i];
            y[i] = nextGradient[i] - gradient[i];
            curvature += s[i] * y[i];
            squares += y[i] * y[i];
        }
        if (!(curvature > 1e-12 * squares) || curvature <= 0) {
            return;
        }
        if (isFirst) {
            for (int i = 0; i < d; i++) {
                inverse[i][i] = curvature / squares;
            }
        }
        double[] hy = new double[d];
        double yhy = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                hy[i] += inverse[i][j] * y[j];
            }
            yhy += hy[i] * y[i];
        }
        double factor = (1 + yhy / curvature) / curvature;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                inverse[i][j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / curvature;
            }
        }
    }
}
