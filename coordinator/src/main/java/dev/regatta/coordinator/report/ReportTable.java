package dev.regatta.coordinator.report;

import dev.regatta.protocol.metric.FeatureKind;
import dev.regatta.protocol.metric.Metrics;
import dev.regatta.protocol.metric.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report's cells as people read them: percent, mean ± standard deviation, both families of metric, and published
 * figures in columns of their own.
 */
final class ReportTable {
    private static final String NONE = "–";

    /** Column headings by metric. */
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put(Metrics.TEST_LINEAR_ACCURACY, "linear");
        COLUMNS.put(Metrics.knnAccuracy(Split.TEST, FeatureKind.POOLED), "k-NN");
        COLUMNS.put(Metrics.clusterAccuracy(Split.TEST, FeatureKind.POOLED), "clustering, pooled");
        COLUMNS.put(Metrics.clusterAccuracy(Split.TEST, FeatureKind.EMBEDDING), "clustering, embedding");
        COLUMNS.put(Metrics.clusterNmi(Split.TEST, FeatureKind.POOLED), "NMI, pooled");
        COLUMNS.put(Metrics.clusterAri(Split.TEST, FeatureKind.POOLED), "ARI, pooled");
    }

    private ReportTable() {}

    static List<String> heading() {
        List<String> heading = new ArrayList<>(List.of("method", "n"));
        heading.addAll(COLUMNS.values());
        heading.addAll(List.of("published", "published as"));
        return heading;
    }

    static List<List<String>> rows(StudyReport report) {
        return report.rows().stream().map(ReportTable::row).toList();
    }

    /** What the table shows, and what it leaves out. */
    static String note(StudyReport report) {
        String left =
                report.unfinished() == 0 ? "" : " " + report.unfinished() + " trials are not completed and in no row.";
        return "Percent on the test split, mean ± standard deviation over n trials. Only figures of one metric can be"
                + " compared." + left;
    }

    private static List<String> row(StudyReport.Row row) {
        List<String> cells = new ArrayList<>(List.of(row.label(), Integer.toString(row.trials())));
        for (String metric : COLUMNS.keySet()) {
            Statistic statistic = row.metrics().get(metric);
            cells.add(statistic == null ? NONE : percent(statistic, row.trials()));
        }
        cells.add(row.published().map(PublishedFigure::value).orElse(NONE));
        cells.add(row.published().map(PublishedFigure::metric).orElse(NONE));
        return cells;
    }

    /** The count is repeated where not all of the row's trials have the metric. */
    private static String percent(Statistic statistic, int trials) {
        String mean = String.format(Locale.ROOT, "%.1f", 100 * statistic.mean());
        String spread = Double.isNaN(statistic.deviation())
                ? ""
                : String.format(Locale.ROOT, " ± %.1f", 100 * statistic.deviation());
        return mean + spread + (statistic.n() == trials ? "" : " (n " + statistic.n() + ")");
    }
}
