package dev.regatta.coordinator.search.tpe;

import java.util.random.RandomGenerator;

/** Kernel i prefers its observation: p(c) ∝ 1/(n+1) + [c = observation]; the prior is even. */
final class CategoricalKernels implements Kernels {

    private final int[] observed;
    private final int choices;
    private final double logHit;
    private final double logMiss;
    private final double hit;

    CategoricalKernels(double[] coordinates, int choices) {
        this.choices = choices;
        observed = new int[coordinates.length];
        for (int i = 0; i < observed.length; i++) {
            observed[i] = (int) coordinates[i];
        }
        double share = 1.0 / (observed.length + 1);
        double total = 1 + choices * share;
        hit = 1 / total;
        logHit = StrictMath.log((1 + share) / total);
        logMiss = StrictMath.log(share / total);
    }

    @Override
    public double draw(int kernel, RandomGenerator random) {
        boolean own = kernel < observed.length && random.nextDouble() < hit;
        return own ? observed[kernel] : random.nextInt(choices);
    }

    @Override
    public void addLogDensity(double coordinate, double[] sums) {
        for (int i = 0; i < observed.length; i++) {
            sums[i] += observed[i] == coordinate ? logHit : logMiss;
        }
        sums[observed.length] -= StrictMath.log(choices);
    }
}
