package dev.regatta.protocol.api;

import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.study.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trial as the API shows it.
 *
 * @param value the objective's value, once completed
 * @param metrics the evaluation's metrics once completed, else those of the last epoch
 * @param progress how far the running attempt is, by its worker's last heartbeat
 * @param startedFrom number of the trial whose checkpoint it began with
 * @param message why it failed or was stopped
 */
public record TrialView(
        String study,
        int number,
        String state,
        TrialSource source,
        Parameters parameters,
        long seed,
        Optional<Double> value,
        Map<String, Double> metrics,
        int epoch,
        long step,
        Optional<ProgressView> progress,
        Optional<String> mlflowRun,
        Optional<String> weightsSha256,
        Optional<Integer> startedFrom,
        Optional<String> message,
        Instant suggestedAt,
        Optional<Instant> endedAt,
        List<AttemptView> attempts) {

    /** One execution of the trial. */
    public record AttemptView(
            int number,
            String state,
            String reason,
            Optional<String> worker,
            Optional<Long> leaseEpoch,
            Instant queuedAt,
            Optional<Instant> grantedAt,
            Optional<Instant> endedAt,
            Optional<Long> resumedFromStep,
            Optional<String> end) {}

    /**
     * How far a running attempt is.
     *
     * @param remainingSeconds estimated seconds to the end of training; absent until it can be told
     */
    public record ProgressView(
            String phase,
            int epoch,
            int epochs,
            long step,
            long steps,
            Optional<Double> loss,
            Optional<Double> remainingSeconds) {}
}
