package dev.regatta.worker.train;

/**
 * Learning rate of every step: a linear warm-up, both ends included, then what the shape says.
 *
 * @param start rate of the first warm-up step
 * @param peak rate of the last warm-up step, and of the first after it
 * @param end what the cosine tends to
 * @param warmupSteps steps of the warm-up, ≥ 0
 * @param steps steps in all
 */
record Schedule(double start, double peak, double end, long warmupSteps, long steps, Shape shape) {

    /** A schedule that ends as a cosine. */
    Schedule(double start, double peak, double end, long warmupSteps, long steps) {
        this(start, peak, end, warmupSteps, steps, new Cosine());
    }

    /** How the rate falls. */
    sealed interface Shape {}

    /** From the peak to the end as half a cosine. */
    record Cosine() implements Shape {}

    /** Stays at the peak. */
    record Constant() implements Shape {}

    /**
     * Falls at milestones.
     *
     * @param first share of all steps before the first of them
     * @param interval share of all steps between two of them, &gt; 0
     * @param factor by which the rate is multiplied at each
     */
    record Steps(double first, double interval, double factor) implements Shape {}

    double at(long step) {
        if (step < warmupSteps) {
            return warmupSteps == 1 ? start : start + (peak - start) * step / (warmupSteps - 1);
        }
        if (shape instanceof Steps milestones) {
            return peak * StrictMath.pow(milestones.factor(), (double) passed(milestones, step));
        }
        if (shape instanceof Constant) {
            return peak;
        }
        double done = (step - warmupSteps) / (double) (steps - warmupSteps);
        return end + 0.5 * (peak - end) * (1 + StrictMath.cos(Math.PI * done));
    }

    /** Milestones are at whole steps, so that rounding cannot move one. */
    private long passed(Steps milestones, long step) {
        long first = Math.round(milestones.first() * steps);
        long interval = Math.max(1, Math.round(milestones.interval() * steps));
        return step < first ? 0 : 1 + (step - first) / interval;
    }
}
