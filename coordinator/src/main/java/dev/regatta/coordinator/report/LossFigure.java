package dev.regatta.coordinator.report;

import dev.regatta.protocol.api.ReportView;
import dev.regatta.protocol.api.TrialView;
import dev.regatta.protocol.method.Method;
import dev.regatta.protocol.metric.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Training loss by epoch of DeepCluster-v2 with and without self-distillation (the paper's figure 2), a line a row of
 * the report: the mean over its trials. The loss with self-distillation is a sum with the branches' terms, so the lines'
 * courses can be compared, not their heights.
 */
public final class LossFigure {
    private static final Set<String> METHODS = Set.of(Method.DEEPCLUSTER_V2.id(), Method.DEEPCLUSTER_KD.id());

    private LossFigure() {}

    /** An SVG document; empty if no trial of these methods has reported an epoch. */
    public static Optional<String> of(List<TrialView> trials, List<ReportView> reports, Grouping grouping) {
        Map<String, TreeMap<Integer, List<Double>>> losses = new LinkedHashMap<>();
        for (TrialView trial : trials) {
            if (METHODS.contains(Grouping.method(trial))) {
                String label = new StudyReport.Row(grouping.key(trial), 0, Map.of(), Optional.empty()).label();
                TreeMap<Integer, List<Double>> curve = losses.computeIfAbsent(label, row -> new TreeMap<>());
                reports.stream()
                        .filter(report -> report.trial() == trial.number())
                        .filter(report -> report.metrics().containsKey(Metrics.LOSS))
                        .forEach(report -> curve.computeIfAbsent(report.epoch(), epoch -> new ArrayList<>())
                                .add(report.metrics().get(Metrics.LOSS)));
            }
        }
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        losses.forEach((label, curve) -> lines.put(label, means(curve)));
        lines.values().removeIf(List::isEmpty);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(LineChart.of("training loss, mean over trials", "epoch", "loss", lines));
    }

    private static List<double[]> means(SortedMap<Integer, List<Double>> curve) {
        return curve.entrySet().stream()
                .map(epoch -> new double[] {
                    epoch.getKey(), Statistic.of(epoch.getValue()).mean()
                })
                .filter(point -> Double.isFinite(point[1]))
                .toList();
    }
}
