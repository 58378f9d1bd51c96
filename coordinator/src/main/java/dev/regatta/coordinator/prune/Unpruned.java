package dev.regatta.coordinator.prune;

/** Lets every trial go on to its end. */
public record Unpruned() implements Pruner {

    @Override
    public String version() {
        return "none:1";
    }

    @Override
    public Verdict judge(PruningFact.Reported report) {
        return Verdict.CONTINUE;
    }

    @Override
    public Pruner after(PruningFact fact) {
        return this;
    }
}
