package dev.regatta.worker.train;

/**
 * Learning rate of every step: a linear warm-up, both ends included, then a cosine.
 *
 * @param start rate of the first warm-up step
 * @param peak rate of the last warm-up step, and of the cosine's first
 * @param end what the cosine tends to
 * @param warmupSteps steps of the warm-up, ≥ 0
 * @param steps steps in all
 */
record Schedule(double start, double peak, double end, long warmupSteps, long steps) {

    double at(long step) {
        if (step < warmupSteps) {
            return warmupSteps == 1 ? start : start + (peak - start) * step / (warmupSteps - 1);
        }
        double done = (step - warmupSteps) / (double) (steps - warmupSteps);
        return end + 0.5 * (peak - end) * (1 + StrictMath.cos(Math.PI * done));
    }
}
