package dev.regatta.worker.train;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.data.Labels;
import dev.regatta.worker.eval.ClusterHealth;
import dev.regatta.worker.eval.Holdout;
import dev.regatta.worker.eval.NearestNeighbours;
import dev.regatta.worker.method.Assignments;
import dev.regatta.worker.method.PretrainingMethod;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is logged of an epoch: {@code loss} (mean over its steps), {@code learning_rate} (of its last step),
 * {@code knn_accuracy} ({@link NearestNeighbours}), the health of its clusters ({@link ClusterHealth}), and, from the
 * second epoch on, {@code assignment_nmi} with those of the epoch before. Labels serve the reading of these figures
 * only; none reaches the method. Without labels {@code knn_accuracy} and {@code purity} are left out.
 */
final class EpochMetrics {
    private final Optional<Labels> labels;
    private final Holdout holdout;
    private final NDManager manager;

    EpochMetrics(Optional<Labels> labels, Holdout holdout, NDManager manager) {
        this.labels = labels;
        this.holdout = holdout;
        this.manager = manager;
    }

    /** The metrics of the epoch that {@code position} is at the end of. */
    Map<String, Double> of(PretrainingMethod method, int clusters, Position position, double learningRate) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", position.meanLoss());
        metrics.put("learning_rate", learningRate);
        labels.ifPresent(classes -> method.bank()
                .ifPresent(bank -> metrics.put(
                        "knn_accuracy",
                        NearestNeighbours.accuracy(
                                bank.indices(), bank.embeddings(), classes, holdout.held(), manager))));
        method.assignments().ifPresent(assignments -> metrics.putAll(health(assignments, clusters)));
        return metrics;
    }

    private Map<String, Double> health(Assignments assignments, int clusters) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        labels.ifPresent(
                classes -> metrics.put("purity", ClusterHealth.purity(assignments.current(), clusters, classes)));
        metrics.putAll(ClusterHealth.of(assignments.current(), clusters));
        if (Arrays.stream(assignments.previous()).anyMatch(cluster -> cluster >= 0)) {
            metrics.put(
                    "assignment_nmi",
                    ClusterHealth.normalizedMutualInformation(assignments.previous(), assignments.current(), clusters));
        }
        return metrics;
    }
}
