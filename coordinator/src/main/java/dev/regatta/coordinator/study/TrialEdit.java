package dev.regatta.coordinator.study;

import dev.regatta.protocol.CheckpointRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.PVector;

/** A trial being changed by one event: takes the new values, then makes the new record. Used within one call only. */
final class TrialEdit {

    private final Trial before;
    TrialState state;
    PVector<Attempt> attempts;
    List<CheckpointRef> checkpoints;
    final int keptCheckpoints;
    int reportedEpoch;
    Map<String, Double> metrics;
    int failures;
    Optional<TrialEnding> ending;
    Optional<Double> value;
    Optional<String> mlflowRun;
    Optional<String> weightsSha256;
    Optional<String> message;
    Optional<Instant> endedAt;

    /** @param keptCheckpoints how many checkpoints it may resume from */
    TrialEdit(Trial before, int keptCheckpoints) {
        this.keptCheckpoints = keptCheckpoints;
        this.before = before;
        this.state = before.state();
        this.attempts = before.attempts();
        this.checkpoints = before.checkpoints();
        this.reportedEpoch = before.reportedEpoch();
        this.metrics = before.metrics();
        this.failures = before.failures();
        this.ending = before.ending();
        this.value = before.value();
        this.mlflowRun = before.mlflowRun();
        this.weightsSha256 = before.weightsSha256();
        this.message = before.message();
        this.endedAt = before.endedAt();
    }

    /** Changes the current attempt. */
    void current(UnaryOperator<Attempt> change) {
        int last = attempts.size() - 1;
        attempts = attempts.with(last, change.apply(attempts.get(last)));
    }

    Trial build() {
        return new Trial(
                before.id(),
                state,
                before.source(),
                before.parameters(),
                before.seed(),
                before.startedFrom(),
                attempts,
                checkpoints,
                reportedEpoch,
                metrics,
                failures,
                ending,
                value,
                mlflowRun,
                weightsSha256,
                message,
                before.suggestedAt(),
                endedAt);
    }
}
