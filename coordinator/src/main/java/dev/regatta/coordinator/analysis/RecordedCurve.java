package dev.regatta.coordinator.analysis;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a trial reported of the watched metric, and how it ended.
 *
 * @param reports in their order
 * @param value the final value; empty unless the trial completed
 */
public record RecordedCurve(int trial, List<Report> reports, OptionalDouble value) {

    /**
     * A report.
     *
     * @param order of all reports of the study: smaller came earlier
     * @param epoch ≥ 1
     */
    public record Report(long order, int epoch, double value) {}

    public RecordedCurve {
        reports = List.copyOf(reports);
    }

    /** Epochs that it trained; 0 if it reported none. */
    int epochs() {
        return reports.isEmpty() ? 0 : reports.get(reports.size() - 1).epoch();
    }
}
