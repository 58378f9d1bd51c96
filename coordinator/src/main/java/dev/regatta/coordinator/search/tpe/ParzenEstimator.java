package dev.regatta.coordinator.search.tpe;

import dev.regatta.coordinator.search.CategoricalDimension;
import dev.regatta.coordinator.search.Dimension;
import dev.regatta.coordinator.search.NumericDimension;
import dev.regatta.coordinator.search.ObservedTrial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A density over a block of parameters: a mixture of product kernels, one for each trial that has them all, and a prior of
 * weight 1.
 */
final class ParzenEstimator {

    /** A kernel whose log density is so far below the largest one's adds less than a double's last bit. */
    private static final double NEGLIGIBLE = 37;

    private final List<Kernels> dimensions;
    private final double[] cumulated;
    private final double[] logWeights;

    /**
     * @param weights one for each trial
     * @param narrowing see {@link Bandwidth}
     */
    ParzenEstimator(List<Dimension> block, List<ObservedTrial> trials, double[] weights, double narrowing) {
        int size = block.size();
        double[][] coordinates = new double[size][trials.size()];
        double[] kept = new double[trials.size() + 1];
        int used = 0;
        for (int i = 0; i < trials.size(); i++) {
            Optional<double[]> point = Coordinates.of(block, trials.get(i).parameters());
            if (point.isPresent()) {
                for (int d = 0; d < size; d++) {
                    coordinates[d][used] = point.get()[d];
                }
                kept[used] = weights[i];
                used++;
            }
        }
        kept = Arrays.copyOf(kept, used + 1);
        kept[used] = 1;
        dimensions = new ArrayList<>();
        for (int d = 0; d < size; d++) {
            dimensions.add(kernels(block.get(d), Arrays.copyOf(coordinates[d], used), narrowing));
        }
        cumulated = kept.clone();
        for (int i = 1;
                i < cumulated.length;
                i++) { // the library's parallel sum would depend on the machine's processors
            cumulated[i] += cumulated[i - 1];
        }
        double total = cumulated[cumulated.length - 1];
        logWeights = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            logWeights[i] = StrictMath.log(kept[i] / total);
        }
    }

    private static Kernels kernels(Dimension dimension, double[] coordinates, double narrowing) {
        if (dimension instanceof CategoricalDimension categorical) {
            return new CategoricalKernels(coordinates, (int) categorical.size());
        }
        double[] widths = Bandwidth.byGaps(coordinates, narrowing);
        return new NumericKernels((NumericDimension) dimension, coordinates, widths);
    }

    /** Coordinates of a point: one kernel chosen by weight, every dimension from it. */
    double[] draw(RandomGenerator random) {
        double mark = random.nextDouble() * cumulated[cumulated.length - 1];
        int kernel = 0;
        while (kernel < cumulated.length - 1 && cumulated[kernel] <= mark) {
            kernel++;
        }
        double[] point = new double[dimensions.size()];
        for (int d = 0; d < point.length; d++) {
            point[d] = dimensions.get(d).draw(kernel, random);
        }
        return point;
    }

    double logDensity(double[] point) {
        double[] sums = logWeights.clone();
        for (int d = 0; d < point.length; d++) {
            dimensions.get(d).addLogDensity(point[d], sums);
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (double sum : sums) {
            largest = Math.max(largest, sum);
        }
        double total = 0;
        for (double sum : sums) {
            if (sum > largest - NEGLIGIBLE) {
                total += StrictMath.exp(sum - largest);
            }
        }
        return largest + StrictMath.log(total);
    }
}
