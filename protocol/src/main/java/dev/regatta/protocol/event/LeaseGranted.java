package dev.regatta.protocol.event;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.WorkerId;
import java.util.Map;
import java.util.Optional;

/**
 * The worker may run the attempt.
 *
 * @param leaseEpoch fencing epoch: larger than that of every earlier lease of the trial
 * @param ask the request that was answered with it; empty where a worker of the fleet claimed the attempt
 */
public record LeaseGranted(AttemptId attempt, long leaseEpoch, WorkerId worker, Optional<Ask> ask) implements Event {

    /** The lease of a worker of the fleet. */
    public LeaseGranted(AttemptId attempt, long leaseEpoch, WorkerId worker) {
        this(attempt, leaseEpoch, worker, Optional.empty());
    }

    @Override
    public StudyId study() {
        return attempt.study();
    }

    /**
     * A request for a trial.
     *
     * @param key by which the request, sent again, is answered alike
     * @param labels what the asking program says of itself
     */
    public record Ask(String key, Map<String, String> labels) {
        public Ask {
            labels = Map.copyOf(labels);
        }
    }
}
