package dev.regatta.coordinator.study;

import dev.regatta.coordinator.prune.Pruner;
import dev.regatta.coordinator.prune.Pruners;
import dev.regatta.coordinator.search.History;
import dev.regatta.protocol.study.Budget;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.StudySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * How far a study's search is, immutable: kept up to date event by event by {@link ProgressEvents}, so that no decision
 * has to go through the trials again.
 *
 * @param events of the study's journal that it has seen
 * @param trials number of trials the study will have in all
 * @param queue parameters that users asked for, not yet suggested
 * @param pruner knows every report so far
 * @param history what samplers see of the trials
 * @param front with several objectives the trials that none dominates, by number; else empty
 * @param deviceTime of all ended attempts together
 * @param sinceBest completed trials since the best one, or since the front last changed
 * @param pausedAt while the study is paused
 * @param pausedTime of all earlier pauses together
 * @param reached the bound of the budget that was reached, if one was
 */
public record Progress(
        long events,
        int trials,
        Budget budget,
        PVector<Parameters> queue,
        Pruner pruner,
        History history,
        PVector<Integer> front,
        Duration deviceTime,
        int sinceBest,
        Optional<Instant> pausedAt,
        Duration pausedTime,
        Optional<String> reached) {

    /** After the study's first event, its creation. */
    static Progress begin(StudySpec spec) {
        return new Progress(
                1,
                spec.trials(),
                spec.budget(),
                TreePVector.from(spec.enqueue()),
                Pruners.of(spec.pruner(), spec.watch().direction()),
                Observations.none(spec),
                TreePVector.<Integer>empty(),
                Duration.ZERO,
                0,
                Optional.empty(),
                Duration.ZERO,
                Optional.empty());
    }

    /** Time since the study's creation, pauses left out. */
    Duration wallTime(Instant createdAt, Instant now) {
        Duration paused = pausedAt.map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
        return Duration.between(createdAt, now).minus(pausedTime).minus(paused);
    }
}
