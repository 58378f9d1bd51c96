package dev.regatta.coordinator.prune;

import java.util.List;
import java.util.Optional;

/** Hands values to be maximized to a pruner that minimizes. */
record Maximized(Pruner minimizing) implements Pruner {

    @Override
    public String version() {
        return minimizing.version();
    }

    @Override
    public Verdict judge(PruningFact.Reported report) {
        return minimizing.judge(turned(report));
    }

    @Override
    public Pruner after(PruningFact fact) {
        if (fact instanceof PruningFact.Reported report) {
            return new Maximized(minimizing.after(turned(report)));
        } else if (fact instanceof PruningFact.Finished finished) {
            return new Maximized(minimizing.after(
                    new PruningFact.Finished(finished.trial(), finished.outcome(), turned(finished.value()))));
        }
        return new Maximized(minimizing.after(fact));
    }

    @Override
    public Optional<Promotion> promotion(boolean last) {
        return minimizing.promotion(last);
    }

    @Override
    public List<Standing> standings() {
        return minimizing.standings().stream().map(Standing::turned).toList();
    }

    @Override
    public boolean pauses() {
        return minimizing.pauses();
    }

    private static PruningFact.Reported turned(PruningFact.Reported report) {
        return new PruningFact.Reported(report.trial(), report.step(), turned(report.value()), report.last());
    }

    /** A difference, so that 0 stays 0 and does not become −0. */
    private static double turned(double value) {
        return 0.0 - value;
    }
}
