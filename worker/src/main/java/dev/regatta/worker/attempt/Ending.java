package dev.regatta.worker.attempt;

import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.worker.attempt.AttemptOutcome.Completed;
import dev.regatta.worker.attempt.AttemptOutcome.Diverged;
import dev.regatta.worker.attempt.AttemptOutcome.Invalid;
import dev.regatta.worker.attempt.RunLogger.RunStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is said at an attempt's end.
 *
 * @param fact the attempt's last fact
 * @param runStatus how the trial's run ends in the tracking server; empty: it goes on with the next attempt
 * @param tags last tags of the run
 * @param artifacts files to be stored with the run before it ends
 * @param words the same for people
 */
record Ending(
        Function<FactHeader, AttemptFact> fact,
        Optional<RunStatus> runStatus,
        Map<String, String> tags,
        List<Artifact> artifacts,
        String words) {

    /** Tag with the hash of the encoder's weights and buffers. */
    static final String WEIGHTS_TAG = "regatta.weights_sha256";

    /** Tag that says why the run ended early; a run that was paused ends anew when its trial does. */
    static final String END_TAG = "regatta.end";

    static Ending of(AttemptOutcome outcome, AttemptState state) {
        if (outcome instanceof Completed completed) {
            return new Ending(
                    header -> new AttemptCompleted(header, completed.metrics(), completed.weightsSha256()),
                    Optional.of(RunStatus.FINISHED),
                    tags(completed),
                    completed.artifacts(),
                    "completed");
        }
        if (outcome instanceof Diverged diverged) {
            String message = "loss is " + diverged.loss() + " at step " + diverged.step() + ", must be finite";
            return failed(FailureKind.DIVERGED, message, Optional.of(RunStatus.FAILED));
        }
        if (outcome instanceof Invalid invalid) {
            return failed(FailureKind.INVALID, invalid.message(), Optional.of(RunStatus.FAILED));
        }
        return yielded(state);
    }

    private static Map<String, String> tags(Completed completed) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(END_TAG, "complete");
        if (!completed.weightsSha256().equals(AttemptCompleted.NO_WEIGHTS)) {
            tags.put(WEIGHTS_TAG, completed.weightsSha256());
        }
        return tags;
    }

    static Ending yielded(AttemptState state) {
        String reason = state.reason().orElse("the training stopped by itself");
        Optional<RunStatus> status = state.asked().map(asked -> RunStatus.KILLED);
        Map<String, String> tags = state.asked()
                .map(asked -> Map.of(END_TAG, asked.name().toLowerCase(Locale.ROOT) + ": " + reason))
                .orElse(Map.of());
        return new Ending(
                header -> new AttemptYielded(header, reason), status, tags, List.of(), "given back: " + reason);
    }

    /** The worker failed, not the trial: it is tried again, so its run goes on. */
    static Ending failed(Throwable error) {
        String message = error.getMessage() == null ? error.getClass().getName() : error.getMessage();
        boolean memory = error instanceof OutOfMemoryException || error instanceof OutOfMemoryError;
        return failed(memory ? FailureKind.OUT_OF_MEMORY : FailureKind.INFRASTRUCTURE, message, Optional.empty());
    }

    private static Ending failed(FailureKind kind, String message, Optional<RunStatus> status) {
        return new Ending(
                header -> new AttemptFailed(header, kind, message), status, Map.of(), List.of(), "failed: " + message);
    }
}
