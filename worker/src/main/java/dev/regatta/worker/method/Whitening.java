package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Principal components of equal variance: rows are centred, turned onto the directions of largest variance, scaled to
 * variance 1 in each and then to unit length. Products are taken on the device in double precision, eigenvectors on the
 * host.
 */
final class Whitening {
    private static final int CHUNK = 4096;
    /** Directions of less than this share of the largest variance are rounding, and are not blown up. */
    private static final double LEAST_SHARE = 1e-6;

    private Whitening() {}

    /** Unit rows [M, min(P, D)] of {@code points} [M, D], in {@code scope}. */
    static NDArray apply(NDArray points, int components, NDManager scope) {
        int dimension = Math.toIntExact(points.getShape().get(1));
        int kept = Math.min(components, dimension);
        NDArray mean = moved(points.mean(new int[] {0}, true), scope); // [1, D]
        float[] matrix = matrix(covariance(points, mean, scope), dimension, kept);
        NDArray turned = moved(points.sub(mean), scope).matMul(scope.create(matrix, new Shape(dimension, kept)));
        return turned.normalize(2, 1);
    }

    /** [D, D] row by row. */
    private static double[] covariance(NDArray points, NDArray mean, NDManager scope) {
        int rows = Math.toIntExact(points.getShape().get(0));
        long dimension = points.getShape().get(1);
        NDArray sum = scope.zeros(new Shape(dimension, dimension), DataType.FLOAT64);
        for (int from = 0; from < rows; from += CHUNK) {
            try (NDManager part = scope.newSubManager()) {
                NDArray centred = points.get(part, new NDIndex().addSliceDim(from, Math.min(rows, from + CHUNK)))
                        .sub(mean)
                        .toType(DataType.FLOAT64, false);
                sum.addi(centred.transpose().matMul(centred));
            }
        }
        double[] products = sum.toDoubleArray();
        return IntStream.range(0, products.length)
                .mapToDouble(i -> products[i] / rows)
                .toArray();
    }

    /** The directions of largest variance as columns, each divided by its standard deviation, [D, P]. */
    private static float[] matrix(double[] covariance, int dimension, int kept) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(dimension, true, true);
        if (!eigen.decompose(new DMatrixRMaj(dimension, dimension, true, covariance))) {
            throw new ArithmeticException("the features' covariance has no eigenvectors: a feature is not finite");
        }
        int[] order = IntStream.range(0, dimension)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
                .mapToInt(Integer::intValue)
                .toArray();
        double least = Math.max(eigen.getEigenvalue(order[0]).getReal() * LEAST_SHARE, Double.MIN_NORMAL);
        float[] matrix = new float[dimension * kept];
        for (int p = 0; p < kept; p++) {
            double variance = Math.max(eigen.getEigenvalue(order[p]).getReal(), least);
            DMatrixRMaj direction = eigen.getEigenVector(order[p]);
            for (int d = 0; d < dimension; d++) {
                matrix[d * kept + p] = (float) (direction.get(d) / Math.sqrt(variance));
            }
        }
        return matrix;
    }

    private static NDArray moved(NDArray tensor, NDManager scope) {
        tensor.attach(scope);
        return tensor;
    }
}
