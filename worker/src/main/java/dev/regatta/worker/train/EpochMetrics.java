package dev.regatta.worker.train;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.data.Labels;
import dev.regatta.worker.eval.ClusterHealth;
import dev.regatta.worker.eval.Holdout;
import dev.regatta.worker.eval.NearestNeighbours;
import dev.regatta.worker.method.Assignments;
import dev.regatta.worker.method.MemoryBank;
import dev.regatta.worker.method.PretrainingMethod;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is logged of an epoch: {@code loss} (mean over its steps), {@code learning_rate} (of its last step),
 * {@code knn_accuracy} ({@link NearestNeighbours}), the health of its clusters ({@link ClusterHealth}), and, from the
 * second epoch on, {@code assignment_nmi} with those of the epoch before. Labels serve the reading of these figures
 * only; none reaches the method.
 */
final class EpochMetrics {
    private final Labels labels;
    private final Holdout holdout;
    private final NDManager manager;

    EpochMetrics(Labels labels, Holdout holdout, NDManager manager) {
        this.labels = labels;
        this.holdout = holdout;
        this.manager = manager;
    }

    /** The metrics of the epoch that {@code position} is at the end of. */
    Map<String, Double> of(PretrainingMethod method, int clusters, Position position, double learningRate) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", position.meanLoss());
        metrics.put("learning_rate", learningRate);
        MemoryBank bank = method.bank();
        metrics.put(
                "knn_accuracy",
                NearestNeighbours.accuracy(bank.indices(), bank.embeddings(), labels, holdout.held(), manager));
        Assignments assignments = method.assignments();
        metrics.putAll(ClusterHealth.of(assignments.current(), clusters, labels));
        if (Arrays.stream(assignments.previous()).anyMatch(cluster -> cluster >= 0)) {
            metrics.put(
                    "assignment_nmi",
                    ClusterHealth.normalizedMutualInformation(assignments.previous(), assignments.current(), clusters));
        }
        return metrics;
    }
}
