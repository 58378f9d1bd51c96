package dev.regatta.coordinator.report;

import dev.regatta.protocol.api.StudyView;
import dev.regatta.protocol.api.TrialView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A study's completed trials, repetitions together.
 *
 * @param study its name
 * @param rows in the order in which their first trials were suggested
 * @param unfinished trials that are not completed, and so in no row
 */
public record StudyReport(String study, List<Row> rows, long unfinished) {

    public StudyReport {
        rows = List.copyOf(rows);
    }

    /**
     * Trials that are repetitions of each other.
     *
     * @param key what they have in common, by parameter
     * @param metrics every metric at least one of them has, by name
     * @param published what was published for exactly this; empty for variants and for other data
     */
    public record Row(
            Map<String, String> key, int trials, Map<String, Statistic> metrics, Optional<PublishedFigure> published) {

        /** {@code deepcluster-kd, kd_alpha 0.0}: values, with the names of all but the method. */
        String label() {
            List<String> parts = new ArrayList<>();
            key.forEach((name, value) -> parts.add(name.equals("method") ? value : name + " " + value));
            return String.join(", ", parts);
        }
    }

    /** The report of a study's trials. */
    public static StudyReport of(StudyView study, List<TrialView> trials, Grouping grouping) {
        Map<Map<String, String>, List<TrialView>> groups = new LinkedHashMap<>();
        for (TrialView trial : trials) {
            if (isCompleted(trial)) {
                groups.computeIfAbsent(grouping.key(trial), key -> new ArrayList<>())
                        .add(trial);
            }
        }
        List<Row> rows = new ArrayList<>();
        groups.forEach((key, members) -> rows.add(row(study.spec().dataset().name(), key, members)));
        long unfinished = trials.stream().filter(trial -> !isCompleted(trial)).count();
        return new StudyReport(study.study(), rows, unfinished);
    }

    /** Names of all metrics of any row, in alphabetical order. */
    List<String> metrics() {
        TreeSet<String> names = new TreeSet<>();
        rows.forEach(row -> names.addAll(row.metrics().keySet()));
        return List.copyOf(names);
    }

    private static boolean isCompleted(TrialView trial) {
        return trial.state().equals("COMPLETED");
    }

    private static Row row(String dataset, Map<String, String> key, List<TrialView> members) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (TrialView trial : members) {
            trial.metrics()
                    .forEach((name, value) -> values.computeIfAbsent(name, metric -> new ArrayList<>())
                            .add(value));
        }
        Map<String, Statistic> metrics = new LinkedHashMap<>();
        values.forEach((name, of) -> metrics.put(name, Statistic.of(of)));
        Optional<PublishedFigure> published = key.size() == 1
                ? Optional.ofNullable(key.get("method")).flatMap(method -> PublishedFigure.of(dataset, method))
                : Optional.empty();
        return new Row(key, members.size(), metrics, published);
    }
}
