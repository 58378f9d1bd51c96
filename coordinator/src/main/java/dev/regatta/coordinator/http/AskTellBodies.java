package dev.regatta.coordinator.http;

import dev.regatta.coordinator.study.Attempt;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.api.AskTell.AskAnswer;
import dev.regatta.protocol.api.AskTell.AskRequest;
import dev.regatta.protocol.api.AskTell.AskResult;
import dev.regatta.protocol.api.AskTell.ReportRequest;
import dev.regatta.protocol.api.AskTell.StepReport;
import dev.regatta.protocol.api.AskTell.TellRequest;
import dev.regatta.protocol.codec.MalformedMessageException;
import dev.regatta.protocol.command.ReportTrial;
import dev.regatta.protocol.command.TellTrial;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.event.LeaseGranted.Ask;
import dev.regatta.protocol.fleet.RunningAttempt;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.fleet.WorkerState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** From what programs outside the fleet send to commands; checks every bound. Pure but for keys it makes up. */
final class AskTellBodies {

    private static final int NAME_CHARACTERS = 200;
    private static final int MESSAGE_CHARACTERS = 2000;
    private static final int MOST_LABELS = 32;
    private static final int MOST_METRICS = 1000;

    private AskTellBodies() {}

    /** Who asks, and by which key. */
    record Asking(WorkerId worker, Ask ask) {}

    static Asking asking(AskRequest body) {
        String worker = name("a worker", body.worker().orElse("external"));
        String key = name(
                "a request_key",
                body.requestKey().orElseGet(() -> UUID.randomUUID().toString()));
        Map<String, String> labels = body.labels().orElse(Map.of());
        check(labels.size() <= MOST_LABELS, "has " + labels.size() + " labels, must have ≤ " + MOST_LABELS);
        labels.forEach((label, value) -> {
            name("a label", label);
            check(value != null, "has label " + label + " null, must be a text");
            name("a label " + label, value);
        });
        return new Asking(new WorkerId(worker), new Ask(key, labels));
    }

    static AskAnswer waiting(double seconds) {
        return new AskAnswer(
                AskResult.WAIT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(seconds));
    }

    /** The reports of the body, at least one. */
    static List<ReportTrial.Report> reports(ReportRequest body) {
        boolean single = body.step().isPresent() && body.values().isPresent();
        check(single != body.reports().isPresent(), "must have either step and values, or reports");
        List<StepReport> reports = body.reports()
                .orElseGet(() -> List.of(
                        new StepReport(body.step().orElseThrow(), body.values().orElseThrow())));
        check(!reports.isEmpty(), "has no reports, must have at least 1");
        return reports.stream().map(AskTellBodies::report).toList();
    }

    private static ReportTrial.Report report(StepReport report) {
        check(report != null, "has a report that is null");
        check(report.step() >= 1, "has step " + report.step() + ", must be ≥ 1");
        return new ReportTrial.Report(report.step(), metrics(report.values()));
    }

    /** @param objectives their metrics, at least one; {@code value} is short for the first */
    static TellTrial.Result result(TellRequest body, List<String> objectives) {
        Map<String, Double> metrics = new HashMap<>(metrics(body.values().orElse(Map.of())));
        body.value().ifPresent(value -> metrics.put(objectives.get(0), value));
        if (body.state() == TellTrial.State.COMPLETED) {
            for (String metric : objectives) {
                check(
                        metrics.containsKey(metric),
                        "has no value, must have one in "
                                + (metric.equals(objectives.get(0)) ? "value or " : "")
                                + "values." + metric + " where state is COMPLETED");
            }
        }
        String message = body.message().orElse(defaultMessage(body.state()));
        check(
                message.length() <= MESSAGE_CHARACTERS,
                "has a message of " + message.length() + " characters, must have ≤ " + MESSAGE_CHARACTERS);
        return new TellTrial.Result(body.state(), metrics, body.failure().orElse(FailureKind.INVALID), message);
    }

    private static String defaultMessage(TellTrial.State state) {
        return state == TellTrial.State.FAILED ? "failed, without a reason given" : "given back";
    }

    static WorkerHeartbeat heartbeat(AttemptId id, Attempt attempt, Trial trial, Instant now) {
        int step = trial.reportedEpoch();
        RunningAttempt running =
                new RunningAttempt(id, attempt.leaseEpoch(), "training", step, step, step, step, Double.NaN);
        return new WorkerHeartbeat(
                attempt.worker().orElseThrow(),
                now,
                WorkerState.BUSY,
                "external",
                0,
                "external",
                0,
                "external",
                Optional.of(running));
    }

    private static Map<String, Double> metrics(Map<String, Double> values) {
        check(values != null, "has no values");
        check(values.size() <= MOST_METRICS, "has " + values.size() + " metrics, must have ≤ " + MOST_METRICS);
        values.forEach((metric, value) -> {
            name("a metric", metric);
            check(value != null, "has metric " + metric + " null, must be a number");
        });
        return values;
    }

    private static String name(String what, String text) {
        check(
                !text.isBlank() && text.length() <= NAME_CHARACTERS,
                "has " + what + " of " + text.length() + " characters, must have 1 to " + NAME_CHARACTERS);
        return text;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new MalformedMessageException(otherwise);
        }
    }
}
