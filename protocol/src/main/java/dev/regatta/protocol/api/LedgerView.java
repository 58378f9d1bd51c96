package dev.regatta.protocol.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a study's attempts took of their devices, one device an attempt.
 *
 * @param at until when attempts that run are counted
 * @param pricePerDeviceHour what an hour costs, in whatever currency it was asked with
 * @param preemptions attempts that ended without their trial's end, in their order
 */
public record LedgerView(
        String study,
        Instant at,
        Optional<Double> pricePerDeviceHour,
        SpendingView total,
        List<TrialSpendingView> trials,
        List<PreemptionView> preemptions) {

    public LedgerView {
        trials = List.copyOf(trials);
        preemptions = List.copyOf(preemptions);
    }

    /**
     * Device-seconds by what came of them.
     *
     * @param usefulSeconds what is left of it in a result or a checkpoint
     * @param repeatedSeconds steps that had been made before, made again from an older checkpoint
     * @param wastedSeconds after an attempt's last checkpoint, where it ended without a result
     * @param cost all three at the price; empty where there is none
     */
    public record SpendingView(
            double usefulSeconds, double repeatedSeconds, double wastedSeconds, Optional<Double> cost) {}

    /** A trial's part. */
    public record TrialSpendingView(int trial, SpendingView spending, List<AttemptSpendingView> attempts) {
        public TrialSpendingView {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * An attempt's part.
     *
     * @param end how it ended; {@code RUNNING} while it has not
     */
    public record AttemptSpendingView(int attempt, String worker, String end, SpendingView spending) {}

    /**
     * What a lost or preempted attempt cost: what it wasted, and what the next one took until it trained on.
     *
     * @param end {@code EXPIRED} or {@code YIELDED}
     * @param restartSeconds of the next attempt from its lease to its first step; 0 until there is one
     */
    public record PreemptionView(
            int trial,
            int attempt,
            String worker,
            String end,
            String reason,
            double wastedSeconds,
            double repeatedSeconds,
            double restartSeconds,
            Optional<Double> cost) {}
}
