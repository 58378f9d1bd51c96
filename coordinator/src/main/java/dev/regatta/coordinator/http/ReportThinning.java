package dev.regatta.coordinator.http;

import dev.regatta.protocol.api.ReportView;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fewer reports of a trial that draw the same curves: of each piece of the trial those stay that hold the smallest and the
 * largest value of some metric, and always the first, the last and the first of each attempt. Pure.
 */
final class ReportThinning {

    private ReportThinning() {}

    /**
     * About {@code most} of a trial's reports, in their order; all of them if there are no more.
     *
     * @param most ≥ 1
     */
    static List<ReportView> thin(List<ReportView> reports, int most) {
        if (reports.size() <= most) {
            return reports;
        }
        Set<String> names = new TreeSet<>();
        reports.forEach(report -> names.addAll(report.metrics().keySet()));
        BitSet kept = new BitSet(reports.size());
        kept.set(0);
        kept.set(reports.size() - 1);
        for (int at = 1; at < reports.size(); at++) {
            kept.set(
                    at,
                    kept.get(at)
                            || reports.get(at).attempt() != reports.get(at - 1).attempt());
        }
        int pieces = Math.max(1, most / Math.max(1, 2 * names.size()));
        for (int piece = 0; piece < pieces; piece++) {
            int from = (int) ((long) reports.size() * piece / pieces);
            int to = (int) ((long) reports.size() * (piece + 1) / pieces);
            names.forEach(name -> keepExtremes(reports, name, from, to, kept));
        }
        return kept.stream().mapToObj(reports::get).toList();
    }

    private static void keepExtremes(List<ReportView> reports, String name, int from, int to, BitSet kept) {
        int smallest = -1;
        int largest = -1;
        for (int at = from; at < to; at++) {
            double value = value(reports, at, name);
            if (!Double.isNaN(value)) {
                smallest = smallest < 0 || value < value(reports, smallest, name) ? at : smallest;
                largest = largest < 0 || value > value(reports, largest, name) ? at : largest;
            }
        }
        if (smallest >= 0) {
            kept.set(smallest);
            kept.set(largest);
        }
    }

    private static double value(List<ReportView> reports, int at, String name) {
        Map<String, Double> metrics = reports.get(at).metrics();
        return metrics.getOrDefault(name, Double.NaN);
    }
}
