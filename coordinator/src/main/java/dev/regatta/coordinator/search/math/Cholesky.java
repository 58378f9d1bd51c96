package dev.regatta.coordinator.search.math;

/** The factor L of a symmetric positive definite matrix A = L Lᵀ, and what is solved with it. Immutable. */
public final class Cholesky {

    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /** @param matrix its lower triangle is read; a pivot that rounding made ≤ 0 becomes tiny */
    public static Cholesky of(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] row = lower[i];
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j] - dot(row, lower[j], j);
                row[j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j][j];
            }
        }
        return new Cholesky(lower);
    }

    /** Of the first {@code count} numbers; four sums, which the processor adds up at once. */
    private static double dot(double[] a, double[] b, int count) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int k = 0;
        for (; k + 3 < count; k += 4) {
            first += a[k] * b[k];
            second += a[k + 1] * b[k + 1];
            third += a[k + 2] * b[k + 2];
            fourth += a[k + 3] * b[k + 3];
        }
        for (; k < count; k++) {
            first += a[k] * b[k];
        }
        return (first + second) + (third + fourth);
    }

    /** L⁻¹ b. */
    public double[] forward(double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i] - dot(lower[i], x, i)) / lower[i][i];
        }
        return x;
    }

    /** L⁻ᵀ b. */
    public double[] backward(double[] b) {
        return backInto(b.clone());
    }

    /** Of the leading part of L that is as long as {@code x}, in its place. */
    private double[] backInto(double[] x) {
        for (int i = x.length - 1; i >= 0; i--) {
            double[] row = lower[i];
            double each = x[i] / row[i];
            x[i] = each;
            for (int k = 0; k < i; k++) {
                x[k] -= row[k] * each;
            }
        }
        return x;
    }

    /** A⁻¹ b. */
    public double[] solve(double[] b) {
        return backward(forward(b));
    }

    /** log det A. */
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += 2 * StrictMath.log(lower[i][i]);
        }
        return sum;
    }

    /** The lower triangle of A⁻¹ = L⁻ᵀ L⁻¹. */
    public double[][] inverse() {
        int n = lower.length;
        double[][] inverse = new double[n][n];
        for (int k = 0; k < n; k++) {
            double[] unit = new double[k + 1];
            unit[k] = 1;
            double[] part = backInto(unit);
            for (int i = 0; i <= k; i++) {
                double factor = part[i];
                double[] sums = inverse[i];
                for (int j = 0; j <= i; j++) {
                    sums[j] += factor * part[j];
                }
            }
        }
        return inverse;
    }
}
