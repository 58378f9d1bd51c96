package dev.regatta.deploy.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a schedule went.
 *
 * @param violation the first rule that was broken
 * @param events in the journal at its end
 * @param millis of virtual time
 */
public record Outcome(Plan plan, Optional<String> violation, long events, long millis) {

    /** The schedule and what it broke, for people: enough to run it again. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(violation
                .map(rule -> "seed " + plan.seed() + " breaks a rule: " + rule)
                .orElse("seed " + plan.seed() + " breaks no rule"));
        lines.add(String.format(
                "%d workers, %d trials, %d at a time, ended at %.3f s, with these faults:",
                plan.workers(), plan.trials(), plan.concurrency(), millis / 1000.0));
        plan.faults().forEach(fault -> lines.add("  " + fault));
        return lines;
    }
}
