package dev.regatta.coordinator.search.gp;

/** The factor L of a symmetric positive definite matrix A = L Lᵀ, and what is solved with it. Immutable. */
final class Cholesky {

    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /** @param matrix its lower triangle is read; a pivot that rounding made ≤ 0 becomes tiny */
    static Cholesky of(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j][j];
            }
        }
        return new Cholesky(lower);
    }

    /** L⁻¹ b. */
    double[] forward(double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < x.length; i++) {
            double[] row = lower[i];
            double sum = x[i];
            for (int k = 0; k < i; k++) {
                sum -= row[k] * x[k];
            }
            x[i] = sum / row[i];
        }
        return x;
    }

    /** A⁻¹ b. */
    double[] solve(double[] b) {
        double[] x = forward(b);
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= lower[i][i];
            for (int k = 0; k < i; k++) {
                x[k] -= lower[i][k] * x[i];
            }
        }
        return x;
    }

    /** log det A. */
    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += 2 * StrictMath.log(lower[i][i]);
        }
        return sum;
    }

    /** A⁻¹. */
    double[][] inverse() {
        int n = lower.length;
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            inverse[i] = solve(unit);
        }
        return inverse;
    }
}
