package dev.regatta.coordinator.prune;

/**
 * At which reports a pruner judges.
 *
 * @param warmup steps before the first judgement, ≥ 0
 * @param interval after the warm-up, a trial is judged at its first report of every interval of so many steps, ≥ 1
 */
public record Cadence(long warmup, long interval) {

    /** @throws IllegalArgumentException naming the bound that is not kept */
    public Cadence {
        Bound.atLeast("warmup_steps", warmup, 0);
        Bound.atLeast("interval_steps", interval, 1);
    }

    /** True if the report at {@code step}, which follows one at {@code previous} (0: none), is to be judged. */
    boolean due(long previous, long step) {
        if (step < warmup) {
            return false;
        }
        long begin = (step - warmup) / interval * interval + warmup;
        return previous < begin || previous == 0;
    }
}
