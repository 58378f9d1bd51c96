package dev.regatta.coordinator.study;

import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.study.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.PVector;

/**
 * A trial of a study, immutable.
 *
 * @param startedFrom number of the trial that it goes on from, with other parameters
 * @param attempts in the order of their numbers; the last one is the current one
 * @param checkpoints newest first, as many as its study keeps
 * @param reportedEpoch the last epoch whose metrics were accepted; 0 before the first
 * @param failures failed attempts that were retried
 * @param ending why it was asked to end its attempt, while it is {@link TrialState#STOPPING}
 * @param value the objective's value, once completed
 */
public record Trial(
        TrialId id,
        TrialState state,
        TrialSource source,
        Parameters parameters,
        long seed,
        Optional<Integer> startedFrom,
        PVector<Attempt> attempts,
        List<CheckpointRef> checkpoints,
        int reportedEpoch,
        Map<String, Double> metrics,
        int failures,
        Optional<TrialEnding> ending,
        Optional<Double> value,
        Optional<String> mlflowRun,
        Optional<String> weightsSha256,
        Optional<String> message,
        Instant suggestedAt,
        Optional<Instant> endedAt) {

    /** The current attempt; empty before the first is queued. */
    public Optional<Attempt> current() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    /** Fencing epoch of the trial's latest lease; 0 if there was none. */
    public long lastLeaseEpoch() {
        return attempts.stream().mapToLong(Attempt::leaseEpoch).max().orElse(0);
    }

    /** Optimizer steps at the newest checkpoint. */
    public long step() {
        return checkpoints.isEmpty() ? 0 : checkpoints.get(0).step();
    }
}
