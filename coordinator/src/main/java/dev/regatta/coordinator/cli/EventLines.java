package dev.regatta.coordinator.cli;

import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.LeaseExpired;
import dev.regatta.protocol.event.StudyEnded;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.event.TrialFailed;
import dev.regatta.protocol.event.TrialStopped;
import dev.regatta.protocol.event.TrialSuggested;
import dev.regatta.protocol.method.Hyperparameters;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Events as lines for people. Remembers each trial's number of epochs; takes a study's events in their order. */
final class EventLines {
    private final Map<Integer, Long> epochs = new HashMap<>();

    /** Empty for events that say nothing to people. */
    Optional<String> line(Event event) {
        if (event instanceof TrialSuggested suggested) {
            return Optional.of(suggested(suggested));
        }
        if (event instanceof AttemptStarted started) {
            String from = started.resumedFromStep()
                    .map(step -> "resumed from step " + step)
                    .orElse("started");
            return trial(started.attempt().trial().number(), from + " on " + started.worker());
        }
        if (event instanceof EpochReported reported) {
            return Optional.of(reported(reported));
        }
        if (event instanceof TrialCompleted completed) {
            return trial(completed.trial().number(), "completed with " + TrialTable.number(completed.value()));
        }
        if (event instanceof StudyEnded ended) {
            return Optional.of("study " + ended.study() + ": " + lower(ended.outcome()));
        }
        return trouble(event);
    }

    /** A line for what does not go as it should; empty for everything else. */
    Optional<String> trouble(Event event) {
        if (event instanceof TrialFailed failed) {
            return trial(failed.trial().number(), "failed (" + lower(failed.kind()) + "): " + failed.message());
        }
        if (event instanceof TrialStopped stopped) {
            return trial(stopped.trial().number(), "stopped: " + stopped.reason());
        }
        if (event instanceof LeaseExpired expired) {
            return trial(
                    expired.attempt().trial().number(), "taken from " + expired.worker() + ": " + expired.reason());
        }
        if (event instanceof AttemptQueued queued && queued.attempt().number() > 1) {
            return trial(
                    queued.attempt().trial().number(),
                    "attempt " + queued.attempt().number() + " queued: " + queued.reason());
        }
        return Optional.empty();
    }

    private String suggested(TrialSuggested suggested) {
        int number = suggested.trial().number();
        Hyperparameters.epochs(suggested.parameters()).ifPresent(total -> epochs.put(number, total));
        String values = suggested.parameters().values().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + value(entry.getValue()))
                .collect(Collectors.joining(" "));
        return "trial " + number + ": " + lower(suggested.source()) + " " + values;
    }

    private String reported(EpochReported reported) {
        int number = reported.attempt().trial().number();
        StringBuilder line = new StringBuilder("trial " + number + ": epoch " + reported.epoch());
        Optional.ofNullable(epochs.get(number))
                .ifPresent(total -> line.append('/').append(total));
        for (String metric : new String[] {"loss", "knn_accuracy"}) {
            Optional.ofNullable(reported.metrics().get(metric))
                    .ifPresent(
                            value -> line.append(" ").append(metric).append(' ').append(TrialTable.number(value)));
        }
        return line.toString();
    }

    private static String value(Object value) {
        return value instanceof Double real ? TrialTable.number(real) : value.toString();
    }

    private static Optional<String> trial(int number, String text) {
        return Optional.of("trial " + number + ": " + text);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
