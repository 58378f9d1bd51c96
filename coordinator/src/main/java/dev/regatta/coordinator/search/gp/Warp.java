package dev.regatta.coordinator.search.gp;

import dev.regatta.coordinator.search.Ranked;
import java.util.Arrays;
import java.util.List;

/**
 * Losses as the process sees them: log(floor + (loss − least) / spread), standardized. The smaller the floor the more is
 * made of differences near the least loss, of which losses that span decades have use; a large one leaves the losses as they
 * are. What is no number or infeasible is as bad as the worst.
 *
 * @param values standardized, one a trial
 * @param logJacobian the sum of the logarithms of d value / d loss, so that likelihoods under two warps can be compared (Snelson
 *     et al. 2004); a term that is the same for all of them left out
 */
record Warp(double[] values, double logJacobian) {

    private static final double MOST = 1e150;

    static Warp of(List<Ranked> ranks, double floor) {
        double[] sound = ranks.stream()
                .filter(Warp::isSound)
                .mapToDouble(Ranked::loss)
                .sorted()
                .toArray();
        if (sound.length == 0) {
            return new Warp(new double[ranks.size()], 0);
        }
        double least = sound[0];
        double spread = sound[sound.length / 2] - least;
        double scale = spread > 0 ? spread : 1;
        double worst = sound[sound.length - 1];
        double[] shares = ranks.stream()
                .mapToDouble(rank -> floor + ((isSound(rank) ? rank.loss() : worst) - least) / scale)
                .toArray();
        double logs = Arrays.stream(shares).map(StrictMath::log).sum();
        return standardized(Arrays.stream(shares).map(StrictMath::log).toArray(), logs);
    }

    private static boolean isSound(Ranked rank) {
        return rank.violation() == 0 && Math.abs(rank.loss()) < MOST;
    }

    private static Warp standardized(double[] values, double logs) {
        double mean = Arrays.stream(values).sum() / values.length;
        double squares =
                Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum() / values.length;
        double deviation = squares > 0 ? Math.sqrt(squares) : 1;
        return new Warp(
                Arrays.stream(values).map(each -> (each - mean) / deviation).toArray(),
                -logs - values.length * StrictMath.log(deviation));
    }
}
