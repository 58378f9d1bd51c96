package dev.regatta.coordinator.cli;

import dev.regatta.protocol.api.TrialView;
import dev.regatta.protocol.api.TrialView.ProgressView;
import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.method.Method;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** One trial in one line: a bar, where it stands, its figures, the time left. */
final class TrialLine {
    private static final int BAR = 20;

    private TrialLine() {}

    static String of(TrialView trial) {
        String method = trial.parameters().get("method").map(Object::toString).orElse(Method.DEFAULT.id());
        return String.format(
                Locale.ROOT,
                "%3d %-14s [%s] %-10s %s%s",
                trial.number(),
                method,
                bar(done(trial)),
                phase(trial),
                epochs(trial),
                figures(trial));
    }

    /** Epochs the trial will have; 0 where nobody knows, or none. */
    static long totalEpochs(TrialView trial) {
        return Hyperparameters.epochs(trial.parameters()).orElse(0L);
    }

    private static String phase(TrialView trial) {
        return trial.progress()
                .filter(progress -> trial.state().equals("RUNNING"))
                .map(ProgressView::phase)
                .orElse(trial.state().toLowerCase(Locale.ROOT));
    }

    private static double done(TrialView trial) {
        if (trial.state().equals("COMPLETED")) {
            return 1;
        }
        return trial.progress()
                .filter(progress -> progress.steps() > 0)
                .map(progress -> (double) progress.step() / progress.steps())
                .orElse(totalEpochs(trial) == 0 ? 0.0 : (double) trial.epoch() / totalEpochs(trial));
    }

    private static String bar(double done) {
        int filled = (int) Math.round(BAR * Math.max(0, Math.min(1, done)));
        return "#".repeat(filled) + "-".repeat(BAR - filled);
    }

    private static String epochs(TrialView trial) {
        long total = totalEpochs(trial);
        return total == 0 ? "           " : String.format(Locale.ROOT, "epoch %2d/%-2d", trial.epoch(), total);
    }

    private static String figures(TrialView trial) {
        StringBuilder figures = new StringBuilder();
        trial.progress()
                .flatMap(ProgressView::loss)
                .or(() -> metric(trial, "loss"))
                .filter(Double::isFinite)
                .ifPresent(loss -> figures.append(String.format(Locale.ROOT, "  loss %6.3f", loss)));
        trial.value()
                .or(() -> metric(trial, "validation_linear_accuracy"))
                .or(() -> metric(trial, "knn_accuracy"))
                .ifPresent(accuracy -> figures.append("  accuracy ").append(TrialTable.number(accuracy)));
        trial.progress()
                .flatMap(ProgressView::remainingSeconds)
                .ifPresent(seconds -> figures.append("  ")
                        .append(TrialTable.minutes(Duration.ofSeconds(seconds.longValue())))
                        .append(" left"));
        return figures.toString();
    }

    private static Optional<Double> metric(TrialView trial, String name) {
        return Optional.ofNullable(trial.metrics().get(name));
    }
}
