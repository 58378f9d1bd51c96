package dev.regatta.coordinator.study;

import dev.regatta.coordinator.search.ChunkedList;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.study.StudySpec;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.PMap;

/**
 * All that is known of a study, immutable: the fold of its journal by {@link StudyEvents#apply}.
 *
 * @param request id of the request that created it
 * @param trials by number
 * @param counts number of trials in each state
 * @param asks the attempts that were granted to programs outside the fleet, by their requests' keys
 * @param requests the commands that were carried out, by their keys
 * @param progress what the search has seen and used so far
 * @param archived taken out of sight by a user
 * @param best number of the feasible completed trial with the best value; empty with several objectives
 */
public record StudyState(
        StudyId id,
        String request,
        StudySpec spec,
        StudyStatus status,
        ChunkedList<Trial> trials,
        StateCounts counts,
        PMap<String, AttemptId> asks,
        PMap<String, String> requests,
        Progress progress,
        Optional<Integer> best,
        Optional<String> stopReason,
        Instant createdAt,
        Optional<Instant> endedAt,
        boolean archived) {

    public Optional<Trial> trial(TrialId trial) {
        return trial.study().equals(id) && trial.number() < trials.size()
                ? Optional.of(trials.get(trial.number()))
                : Optional.empty();
    }

    public int count(TrialState state) {
        return counts.of(state);
    }

    /** Trials that are queued, running or stopping. */
    public int active() {
        return count(TrialState.QUEUED) + count(TrialState.RUNNING) + count(TrialState.STOPPING);
    }
}
