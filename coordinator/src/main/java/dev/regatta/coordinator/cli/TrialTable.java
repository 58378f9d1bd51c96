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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A study's trials as a table: the best first, those without a value last. */
final class TrialTable {
    private static final String TEST_METRIC = "test_linear_accuracy";
    private static final String NONE = "-";

    private TrialTable() {}

    static List<String> lines(StudyView study, List<TrialView> trials) {
        Objective objective = study.spec().objective();
        Set<String> parameters = varied(trials);
        boolean tested = !objective.metric().equals(TEST_METRIC)
                && trials.stream().anyMatch(trial -> trial.metrics().containsKey(TEST_METRIC));
        List<String> heading = new ArrayList<>(List.of("trial"));
        heading.addAll(parameters);
        heading.add(objective.metric());
        if (tested) {
            heading.add(TEST_METRIC);
        }
        heading.addAll(List.of("epochs", "time", "attempts", "state"));

        TextTable table = new TextTable(heading);
        for (TrialView trial : sorted(objective, trials)) {
            List<String> row = new ArrayList<>(List.of(String.valueOf(trial.number())));
            parameters.forEach(name -> row.add(parameter(trial.parameters(), name)));
            row.add(trial.value().map(TrialTable::number).orElse(NONE));
            if (tested) {
                row.add(
                        trial.metrics().containsKey(TEST_METRIC)
                                ? number(trial.metrics().get(TEST_METRIC))
                                : NONE);
            }
            row.addAll(List.of(
                    String.valueOf(trial.epoch()),
                    time(trial),
                    String.valueOf(trial.attempts().size()),
                    trial.state().toLowerCase(Locale.ROOT)));
            table.add(row);
        }
        return table.lines();
    }

    /** The parameters that differ between trials; the method always. */
    private static Set<String> varied(List<TrialView> trials) {
        Set<String> names = new LinkedHashSet<>(List.of("method"));
        for (TrialView trial : trials) {
            for (String name : trial.parameters().values().keySet()) {
                long values = trials.stream()
                        .map(other -> other.parameters().get(name))
                        .distinct()
                        .count();
                if (values > 1) {
                    names.add(name);
                }
            }
        }
        return names;
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
        if (name.equals("method")
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
