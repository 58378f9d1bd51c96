package dev.regatta.worker.attempt;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The tracking server. Nothing here blocks: what is asked is done in order, and tried until the server takes it. A
 * future fails only if the server refuses what it is asked, or at once with a {@link QueueFullException}.
 */
public interface RunLogger {

    /**
     * Finds or creates the run of a trial, logs its parameters and tags, and tells its id. What is asked for the trial
     * afterwards goes to that run, and need not wait for the id.
     */
    CompletableFuture<String> open(TrackedRun run);

    CompletableFuture<Void> log(TrialId trial, List<MetricPoint> points);

    /** Stores a file with the run; one of the same path is replaced. */
    CompletableFuture<Void> store(TrialId trial, Artifact artifact);

    CompletableFuture<Void> end(TrialId trial, RunStatus status, Map<String, String> tags, Instant at);

    /** Drops whatever is not yet done. */
    void abandon();

    /**
     * How a trial appears in the tracking server: one run, whatever the number of its attempts.
     *
     * @param params values as text
     */
    record TrackedRun(TrialId trial, Map<String, String> params, Map<String, String> tags) {
        /** Tag by which a trial's run is found again. */
        public static final String TRIAL_TAG = "regatta.trial";

        public TrackedRun {
            params = Map.copyOf(params);
            tags = Map.copyOf(tags);
        }

        public StudyId study() {
            return trial.study();
        }

        public String name() {
            return "trial-" + trial.number();
        }
    }

    /** How a run ended. */
    enum RunStatus {
        FINISHED,
        FAILED,
        KILLED
    }
}
