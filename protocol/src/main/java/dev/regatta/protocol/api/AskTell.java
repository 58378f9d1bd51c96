package dev.regatta.protocol.api;

import dev.regatta.protocol.command.TellTrial;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.study.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bodies by which a program outside the fleet asks for trials and tells how they went. */
public final class AskTell {

    private AskTell() {}

    /**
     * Asks for a trial.
     *
     * @param worker the program's name, shown with the attempt
     * @param labels what the program says of itself
     * @param requestKey the same key again leads to the same trial
     */
    public record AskRequest(
            Optional<String> worker, Optional<Map<String, String>> labels, Optional<String> requestKey) {}

    /** Whether there is a trial. */
    public enum AskResult {
        /** There is. */
        TRIAL,
        /** None may start now; ask again later. */
        WAIT
    }

    /**
     * A trial and its lease, or when to ask again.
     *
     * @param trial its number
     * @param attempt which execution of the trial this is, 1 for the first
     * @param reportedStep the last step that earlier attempts reported, 0 if none
     * @param startFrom number of the trial whose state this one is to go on from
     * @param leaseEpoch to be named in every call about the trial
     * @param leaseSeconds without a call for this long the trial is given to another
     */
    public record AskAnswer(
            AskResult result,
            Optional<Integer> trial,
            Optional<Integer> attempt,
            Optional<Parameters> parameters,
            Optional<Long> seed,
            Optional<Integer> reportedStep,
            Optional<Integer> startFrom,
            Optional<Long> leaseEpoch,
            Optional<Long> leaseSeconds,
            Optional<Double> retryAfterSeconds) {}

    /**
     * Reports one step, or several.
     *
     * @param step of a single report, ≥ 1
     * @param values the single report's metrics by name
     * @param reports several, in the order of their steps
     */
    public record ReportRequest(
            long leaseEpoch,
            Optional<Integer> step,
            Optional<Map<String, Double>> values,
            Optional<List<StepReport>> reports) {}

    /** One of several reports. */
    public record StepReport(int step, Map<String, Double> values) {}

    /** Renews the lease. */
    public record HeartbeatRequest(long leaseEpoch) {}

    /** Whether to go on, and how long the lease lasts from now. */
    public record DirectiveAnswer(Directive directive, long leaseSeconds) {}

    /**
     * Tells how the trial ended.
     *
     * @param value the objective's value, if it is not among the values
     * @param values metrics by name
     * @param failure of a failed trial; left out, it is not tried again
     * @param message of a failed or returned trial, for people
     */
    public record TellRequest(
            long leaseEpoch,
            TellTrial.State state,
            Optional<Double> value,
            Optional<Map<String, Double>> values,
            Optional<FailureKind> failure,
            Optional<String> message) {}

    /** What has become of the trial. */
    public record TellAnswer(int trial, String state, Optional<Double> value) {}
}
