package dev.regatta.coordinator.prune;

import dev.regatta.coordinator.prune.PruningFact.Reported;

/** Ends a trial whose value leaves [lower, upper], or is no number. */
public record Threshold(double lower, double upper, Cadence cadence, Curves curves) implements Pruner {

    /** @throws IllegalArgumentException if the bounds hold nothing between them */
    public Threshold {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("lower is " + lower + ", must be ≤ upper, which is " + upper);
        }
    }

    public Threshold(double lower, double upper, Cadence cadence) {
        this(lower, upper, cadence, Curves.NONE);
    }

    @Override
    public String version() {
        return "threshold:1";
    }

    @Override
    public Verdict judge(Reported report) {
        Curve curve = curves.of(report.trial());
        boolean judged = curve.takes(report) && !report.last() && cadence.due(curve.lastStep(), report.step());
        return judged && !(lower <= report.value() && report.value() <= upper)
                ? Verdict.prune("its value at step " + report.step() + " is outside the bounds")
                : Verdict.CONTINUE;
    }

    @Override
    public Pruner after(PruningFact fact) {
        return new Threshold(lower, upper, cadence, curves.after(fact));
    }
}
