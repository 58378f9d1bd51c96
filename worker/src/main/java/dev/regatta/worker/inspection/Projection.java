package dev.regatta.worker.inspection;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** The two directions in which vectors vary most: their first principal components. Immutable. */
final class Projection {
    private final double[] mean;
    private final double[][] axes;
    private final double[] explained;

    private Projection(double[] mean, double[][] axes, double[] explained) {
        this.mean = mean;
        this.axes = axes;
        this.explained = explained;
    }

    /**
     * @param chosen the rows that say what varies, at least one; finite
     * @throws ArithmeticException if no directions are found
     */
    static Projection of(UnitRows rows, int[] chosen) {
        double[] mean = mean(rows, chosen);
        DMatrixRMaj centred = centred(rows, chosen, mean); // [n, E]
        DMatrixRMaj covariance = new DMatrixRMaj(mean.length, mean.length);
        CommonOps_DDRM.multTransA(1.0 / chosen.length, centred, centred, covariance);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(mean.length, true, true);
        if (!eigen.decompose(covariance)) {
            throw new ArithmeticException("the embeddings' covariance has no eigenvectors");
        }
        double total = CommonOps_DDRM.trace(covariance);
        int first = largest(eigen, -1);
        int second = largest(eigen, first);
        return new Projection(
                mean,
                new double[][] {axis(eigen, first, mean.length), axis(eigen, second, mean.length)},
                new double[] {share(eigen, first, total), share(eigen, second, total)});
    }

    /** A row's place along the first (0) or second (1) direction. */
    float coordinate(UnitRows rows, int row, int axis) {
        double sum = 0;
        for (int d = 0; d < mean.length; d++) {
            sum += (rows.at(row, d) - mean[d]) * axes[axis][d];
        }
        return (float) sum;
    }

    /** The share of all variance that each direction has, [2]. */
    double[] explained() {
        return explained.clone();
    }

    private static double[] mean(UnitRows rows, int[] chosen) {
        double[] mean = new double[rows.dimension()];
        for (int row : chosen) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += rows.at(row, d) / (double) chosen.length;
            }
        }
        return mean;
    }

    private static DMatrixRMaj centred(UnitRows rows, int[] chosen, double[] mean) {
        DMatrixRMaj centred = new DMatrixRMaj(chosen.length, mean.length);
        for (int i = 0; i < chosen.length; i++) {
            for (int d = 0; d < mean.length; d++) {
                centred.set(i, d, rows.at(chosen[i], d) - mean[d]);
            }
        }
        return centred;
    }

    /** The direction of the largest eigenvalue but that of {@code taken}; negative: there is none. */
    private static int largest(EigenDecomposition_F64<DMatrixRMaj> eigen, int taken) {
        int largest = -1;
        for (int i = 0; i < eigen.getNumberOfEigenvalues(); i++) {
            if (i != taken && (largest < 0 || value(eigen, i) > value(eigen, largest))) {
                largest = i;
            }
        }
        return largest;
    }

    private static double value(EigenDecomposition_F64<DMatrixRMaj> eigen, int i) {
        return eigen.getEigenvalue(i).getReal();
    }

    private static double share(EigenDecomposition_F64<DMatrixRMaj> eigen, int i, double total) {
        return i < 0 || total <= 0 ? 0 : Math.max(0, value(eigen, i) / total);
    }

    /** An axis has no sign of its own: its largest part points up. Zeros where there is no such direction. */
    private static double[] axis(EigenDecomposition_F64<DMatrixRMaj> eigen, int i, int dimension) {
        double[] axis = new double[dimension];
        if (i >= 0) {
            DMatrixRMaj vector = eigen.getEigenVector(i);
            double largest = 0;
            for (int d = 0; d < dimension; d++) {
                largest = Math.abs(vector.get(d)) > Math.abs(largest) ? vector.get(d) : largest;
            }
            for (int d = 0; d < dimension; d++) {
                axis[d] = largest < 0 ? -vector.get(d) : vector.get(d);
            }
        }
        return axis;
    }
}
