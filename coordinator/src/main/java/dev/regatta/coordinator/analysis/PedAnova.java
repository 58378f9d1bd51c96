package dev.regatta.coordinator.analysis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Importance of each parameter by how differently the best tenth of the trials is spread over it than all are: the Pearson
 * divergence Σ p_all (p_best / p_all − 1)² of Parzen densities on at most {@value #CELLS} cells. Linear in the number of
 * trials.
 *
 * @see <a href="https://arxiv.org/abs/2304.10255">PED-ANOVA</a>
 */
public final class PedAnova {

    private static final int CELLS = 50;
    private static final double BEST_SHARE = 0.1;

    private PedAnova() {}

    /**
     * The importances, which add up to 1; all 0 if nothing can be told.
     *
     * @param observations of any values; those that are not finite are left out
     * @param minimize whether small values are good
     */
    public static Map<String, Double> of(List<Axis> axes, List<Observation> observations, boolean minimize) {
        List<Observation> finite =
                observations.stream().filter(Observation::isFinite).toList();
        double[] losses = finite.stream()
                .mapToDouble(each -> minimize ? each.value() : -each.value())
                .toArray();
        boolean[] best = Sampling.best(losses, (int) Math.ceil(BEST_SHARE * losses.length));
        double[][] places = Axis.places(axes, finite);
        Map<String, Double> divergences = new LinkedHashMap<>();
        for (int d = 0; d < places.length; d++) {
            double divergence = finite.size() < 2 ? 0 : divergence(axes.get(d), places[d], best);
            divergences.put(axes.get(d).name(), divergence);
        }
        return shares(divergences);
    }

    /** Scales to a sum of 1. */
    static Map<String, Double> shares(Map<String, Double> importances) {
        double sum =
                importances.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        importances.forEach((name, importance) -> shares.put(name, sum > 0 ? importance / sum : 0));
        return shares;
    }

    /** Trials that do not have the parameter do not count for it. */
    private static double divergence(Axis axis, double[] places, boolean[] best) {
        double[] all = places.clone();
        double[] top = new double[all.length];
        int having = 0;
        int bestHaving = 0;
        for (int i = 0; i < all.length; i++) {
            if (!Double.isNaN(all[i])) {
                all[having++] = all[i];
                if (best[i]) {
                    top[bestHaving++] = all[having - 1];
                }
            }
        }
        if (bestHaving == 0) {
            return 0;
        }
        double[] density = density(axis, Arrays.copyOf(all, having));
        double[] topDensity = density(axis, Arrays.copyOf(top, bestHaving));
        double sum = 0;
        for (int cell = 0; cell < density.length; cell++) {
            double ratio = topDensity[cell] / density[cell] - 1;
            sum += density[cell] * ratio * ratio;
        }
        return sum;
    }

    /** A Parzen density on cells, with one observation's weight spread evenly, so that none is 0. */
    private static double[] density(Axis axis, double[] places) {
        int cells = axis.isCategorical() ? axis.choices().size() : CELLS;
        double[] counts = new double[cells];
        for (double place : places) {
            counts[cell(axis, place, cells)]++;
        }
        double[] smooth = axis.isCategorical() ? counts : smoothed(counts, bandwidth(places) * cells);
        double[] density = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
            density[cell] = (smooth[cell] + 1.0 / cells) / (places.length + 1);
        }
        return density;
    }

    private static int cell(Axis axis, double place, int cells) {
        return axis.isCategorical()
                ? (int) Math.round(place * axis.high())
                : (int) Math.min(cells - 1, Math.floor(place * cells));
    }

    /** Scott's rule, at least half a cell. */
    private static double bandwidth(double[] places) {
        double sum = 0;
        for (double place : places) {
            sum += place;
        }
        double mean = sum / places.length;
        double squares = 0;
        for (double place : places) {
            squares += (place - mean) * (place - mean);
        }
        double variance = squares / places.length;
        return Math.max(0.5 / CELLS, 1.06 * Math.sqrt(variance) * Math.pow(places.length, -0.2));
    }

    /** Spreads each cell's count by a normal kernel cut off at the ends. */
    private static double[] smoothed(double[] counts, double width) {
        double[] smooth = new double[counts.length];
        for (int from = 0; from < counts.length; from++) {
            if (counts[from] > 0) {
                double[] kernel = kernel(from, counts.length, width);
                for (int to = 0; to < counts.length; to++) {
                    smooth[to] += counts[from] * kernel[to];
                }
            }
        }
        return smooth;
    }

    private static double[] kernel(int centre, int cells, double width) {
        double[] kernel = new double[cells];
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            double distance = (cell - centre) / width;
            kernel[cell] = Math.exp(-0.5 * distance * distance);
            sum += kernel[cell];
        }
        for (int cell = 0; cell < cells; cell++) {
            kernel[cell] /= sum;
        }
        return kernel;
    }
}
