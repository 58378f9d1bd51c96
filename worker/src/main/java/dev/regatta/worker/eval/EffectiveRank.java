package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * How many directions features spread over: exp of the entropy of their singular values, each divided by the sum. From 1,
 * all rows on one line through the origin, to D. Features are not centred, so that a collapse to one point shows as 1.
 *
 * @see <a href="https://ieeexplore.ieee.org/document/7098875">Roy and Vetterli, The effective rank</a>
 */
public final class EffectiveRank {
    private EffectiveRank() {}

    /** NaN if all features are zero, or one is not finite. */
    public static double of(LabelledFeatures rows, NDManager parent) {
        try (NDManager scope = parent.newSubManager()) {
            // In single precision, rounding alone would give collapsed features a rank of its own.
            NDArray features = rows.tensor(scope).toType(DataType.FLOAT64, false); // [N, D]
            double[] products = features.transpose().matMul(features).toDoubleArray(); // [D, D]
            return of(products, rows.dimension());
        }
    }

    /** From the features' products FᵀF, [D, D]: its eigenvalues are the squared singular values. */
    static double of(double[] products, int dimension) {
        DMatrixRMaj symmetric = new DMatrixRMaj(dimension, dimension);
        for (int i = 0; i < products.length; i++) {
            if (!Double.isFinite(products[i])) {
                return Double.NaN;
            }
            symmetric.data[i] = products[i];
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(dimension, false, true);
        if (!eigen.decompose(symmetric)) {
            return Double.NaN;
        }
        double[] singular = IntStream.range(0, dimension)
                .mapToDouble(i -> Math.sqrt(Math.max(0, eigen.getEigenvalue(i).getReal())))
                .toArray();
        double sum = IntStream.range(0, dimension).mapToDouble(i -> singular[i]).sum();
        double entropy = 0;
        for (double value : singular) {
            double share = value / sum;
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return sum > 0 ? Math.exp(entropy) : Double.NaN;
    }
}
