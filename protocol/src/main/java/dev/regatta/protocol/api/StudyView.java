package dev.regatta.protocol.api;

import dev.regatta.protocol.study.StudySpec;
import java.time.Instant;
import java.util.Optional;

/**
 * A study as the API shows it.
 *
 * @param deviceSeconds what its attempts that ended have taken of their devices
 * @param archived taken out of sight by a user
 */
public record StudyView(
        String study,
        StudyViewState state,
        Instant createdAt,
        Optional<Instant> endedAt,
        Optional<String> stopReason,
        TrialCounts trials,
        Optional<BestTrial> best,
        double deviceSeconds,
        boolean archived,
        StudySpec spec) {

    /** The life of a study. */
    public enum StudyViewState {
        RUNNING,
        PAUSED,
        STOPPING,
        COMPLETED,
        STOPPED
    }

    /**
     * Trials by state.
     *
     * @param budget trials the study will have in all
     */
    public record TrialCounts(
            int budget,
            int queued,
            int running,
            int stopping,
            int completed,
            int failed,
            int stopped,
            int paused,
            int pruned) {}

    /** The trial with the best objective so far. */
    public record BestTrial(int trial, double value) {}
}
