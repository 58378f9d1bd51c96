package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.StudyEvents;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.TrialState;
import dev.regatta.protocol.TrialId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A study's best trials that have ended, the best first. Of equal ones the earlier to end is the better. For one thread. */
final class BestTrials {
    private final int most;
    private final List<TrialId> trials = new ArrayList<>();

    /** @param most how many there may be, ≥ 0 */
    BestTrials(int most) {
        this.most = most;
    }

    boolean contains(TrialId trial) {
        return trials.contains(trial);
    }

    /** Ranks a trial that has ended; the one that is among the best no longer, which may be itself. */
    Optional<TrialId> ended(StudyState study, TrialId trial) {
        if (!isRanked(study, trial) || trials.contains(trial)) {
            return Optional.empty();
        }
        int place = trials.size();
        while (place > 0 && study.spec().objective().better(value(study, trial), value(study, trials.get(place - 1)))) {
            place--;
        }
        trials.add(place, trial);
        return trials.size() > most ? Optional.of(trials.remove(trials.size() - 1)) : Optional.empty();
    }

    private static boolean isRanked(StudyState study, TrialId id) {
        return !study.spec().hasSeveralObjectives()
                && study.trial(id)
                        .filter(trial -> trial.state() == TrialState.COMPLETED
                                && !trial.value().orElse(Double.NaN).isNaN()
                                && StudyEvents.isFeasible(study, trial))
                        .isPresent();
    }

    private static double value(StudyState study, TrialId id) {
        return study.trial(id).orElseThrow().value().orElse(Double.NaN);
    }
}
