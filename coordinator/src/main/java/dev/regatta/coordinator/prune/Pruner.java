package dev.regatta.coordinator.prune;

import java.util.List;
import java.util.Optional;

/**
 * Judges unfinished trials by their reports. Immutable: {@link #after} gives the pruner that knows one fact more, so what
 * a pruner knows is a fold of the journal, and two that were told the same are equal. A judgement costs no more than
 * logarithmically in the number of trials.
 *
 * <p>Values are costs: lower is better. {@link Pruners#of} turns values to be maximized around.
 */
public interface Pruner {

    /** Name and version, written to the journal beside each verdict. */
    String version();

    /**
     * What becomes of the trial by this report, which {@link #after} has not been told of yet. A report that is late or
     * repeated changes nothing: its trial goes on.
     */
    Verdict judge(PruningFact.Reported report);

    /** This pruner, knowing one fact more. */
    Pruner after(PruningFact fact);

    /**
     * The paused trial to be resumed next.
     *
     * @param last nothing else is left to run: where too few trials came to a rung for a share of them to go on, its
     *     best one does, so that a study ends with a whole trial
     */
    default Optional<Promotion> promotion(boolean last) {
        return Optional.empty();
    }

    /** How trials stand at its rungs, from the lowest; none for pruners without rungs. */
    default List<Standing> standings() {
        return List.of();
    }

    /** True if it can answer {@link Verdict.Kind#PAUSE}. */
    default boolean pauses() {
        return false;
    }
}
