package dev.regatta.coordinator.cli;

import dev.regatta.protocol.api.StudyView;
import dev.regatta.protocol.api.TrialView;
import dev.regatta.protocol.method.Method;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.text.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A study's trials as a table: the best first, those without a value last; beneath it, why some failed. */
final class TrialTable {
    /** Trials that are shown where nobody says how many. */
    static final String LIMIT = "100";

    private static final String TEST_METRIC = "test_linear_accuracy";
    private static final String METHOD = "method";
    private static final String NONE = "-";
    private static final String NO_REASON = "no reason is known";
    private static final int MOST_REASONS = 5;

    private TrialTable() {}

    static List<String> lines(StudyView study, List<TrialView> trials) {
        return lines(study, trials, Integer.parseInt(LIMIT));
    }

    /** The first {@code limit} trials, how many there are besides, and why some have failed. */
    static List<String> lines(StudyView study, List<TrialView> trials, int limit) {
        List<String> parameters = varied(trials);
        List<String> metrics = metrics(study, trials);
        List<String> heading = new ArrayList<>(List.of("trial"));
        heading.addAll(parameters);
        heading.addAll(metrics);
        heading.addAll(List.of("epochs", "time", "attempts", "state"));

        TextTable table = new TextTable(heading);
        sorted(study.spec().objective(), trials).stream().limit(limit).forEach(trial -> {
            List<String> row = new ArrayList<>(List.of(String.valueOf(trial.number())));
            parameters.forEach(name -> row.add(parameter(trial.parameters(), name)));
            metrics.forEach(name -> row.add(metric(study, trial, name)));
            row.addAll(List.of(
                    String.valueOf(trial.epoch()),
                    time(trial),
                    String.valueOf(trial.attempts().size()),
                    trial.state().toLowerCase(Locale.ROOT)));
            table.add(row);
        });
        List<String> lines = new ArrayList<>(table.lines());
        if (trials.size() > limit) {
            lines.add("and " + (trials.size() - limit) + " more");
        }
        lines.addAll(failures(trials));
        return lines;
    }

    /** Where there is a method, it; and the parameters that differ between trials. */
    private static List<String> varied(List<TrialView> trials) {
        Map<String, List<Object>> values = new LinkedHashMap<>();
        values.put(METHOD, new ArrayList<>());
        for (TrialView trial : trials) {
            trial.parameters()
                    .values()
                    .forEach((name, value) -> values.computeIfAbsent(name, first -> new ArrayList<>())
                            .add(value));
        }
        List<String> varied = new ArrayList<>();
        values.forEach((name, all) -> {
            boolean differs = all.size() < trials.size() || Set.copyOf(all).size() > 1;
            if (!all.isEmpty() && (differs || name.equals(METHOD))) {
                varied.add(name);
            }
        });
        return varied;
    }

    /** The objectives and, where it was measured, the accuracy on the test part. */
    private static List<String> metrics(StudyView study, List<TrialView> trials) {
        List<String> metrics = new ArrayList<>();
        study.spec().objectives().forEach(objective -> metrics.add(objective.metric()));
        boolean tested = trials.stream().anyMatch(trial -> trial.metrics().containsKey(TEST_METRIC));
        if (tested && !metrics.contains(TEST_METRIC)) {
            metrics.add(TEST_METRIC);
        }
        return metrics;
    }

    /** A trial that has no value yet has none of another objective either, only what its last epoch gave. */
    private static String metric(StudyView study, TrialView trial, String metric) {
        boolean isFirst = metric.equals(study.spec().objective().metric());
        boolean isKnown = metric.equals(TEST_METRIC) || trial.value().isPresent();
        Optional<Double> value =
                isFirst ? trial.value() : Optional.ofNullable(trial.metrics().get(metric));
        return value.filter(known -> isKnown).map(TrialTable::number).orElse(NONE);
    }

    /** Each reason once, the most frequent first. */
    private static List<String> failures(List<TrialView> trials) {
        Map<String, List<TrialView>> byReason = trials.stream()
                .filter(trial -> trial.state().equals("FAILED"))
                .collect(Collectors.groupingBy(
                        trial -> trial.message().orElse(NO_REASON), TreeMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        byReason.entrySet().stream()
                .sorted(Comparator.comparingInt(reason -> -reason.getValue().size()))
                .limit(MOST_REASONS)
                .forEach(reason -> lines.add(failure(reason.getKey(), reason.getValue())));
        if (byReason.size() > MOST_REASONS) {
            lines.add("and " + (byReason.size() - MOST_REASONS) + " more reasons");
        }
        if (!lines.isEmpty()) {
            lines.add(0, "");
        }
        return lines;
    }

    private static String failure(String reason, List<TrialView> failed) {
        int first = failed.get(0).number();
        String others = failed.size() > 1 ? " and " + (failed.size() - 1) + " more" : "";
        return "trial " + first + others + " failed: " + reason;
    }

    private static List<TrialView> sorted(Objective objective, List<TrialView> trials) {
        Comparator<TrialView> byValue = (a, b) -> {
            double x = a.value().orElse(Double.NaN);
            double y = b.value().orElse(Double.NaN);
            return objective.better(x, y) ? -1 : objective.better(y, x) ? 1 : 0;
        };
        return trials.stream().sorted(byValue.thenComparing(TrialView::number)).toList();
    }

    private static String parameter(Parameters parameters, String name) {
        Object value = parameters.get(name).orElse(NONE);
        if (name.equals(METHOD)
                && Method.of(value.toString()).filter(Method::isControl).isPresent()) {
            return value + " (control)";
        }
        return value instanceof Double real ? number(real) : value.toString();
    }

    /** Four significant digits. */
    static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : String.valueOf(value);
    }

    private static String time(TrialView trial) {
        return trial.attempts().stream()
                .filter(attempt ->
                        attempt.grantedAt().isPresent() && attempt.endedAt().isPresent())
                .map(attempt -> Duration.between(
                        attempt.grantedAt().orElseThrow(), attempt.endedAt().orElseThrow()))
                .reduce(Duration::plus)
                .map(TrialTable::minutes)
                .orElse(NONE);
    }

    /** {@code m:ss}. */
    static String minutes(Duration duration) {
        return duration.toMinutes() + ":" + String.format(Locale.ROOT, "%02d", duration.toSecondsPart());
    }
}
