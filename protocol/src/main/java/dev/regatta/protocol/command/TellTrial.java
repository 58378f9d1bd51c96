package dev.regatta.protocol.command;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.event.FailureKind;
import java.util.Map;

/**
 * A program outside the fleet tells how its trial ended.
 *
 * @param request id of the request, by which its answer is found
 * @param leaseEpoch the lease's fencing epoch
 */
public record TellTrial(String request, TrialId trial, long leaseEpoch, Result result) implements Command {

    @Override
    public StudyId study() {
        return trial.study();
    }

    /**
     * How it ended.
     *
     * @param metrics of a completed trial
     * @param failure of a failed one; decides whether it is tried again
     * @param message of a failed or a returned one, for people
     */
    public record Result(State state, Map<String, Double> metrics, FailureKind failure, String message) {
        public Result {
            metrics = Map.copyOf(metrics);
        }
    }

    /** What becomes of the trial. */
    public enum State {
        /** It has its result. */
        COMPLETED,
        /** It has none. */
        FAILED,
        /** It is given back: for another to go on, or because it was to end. */
        YIELDED
    }
}
