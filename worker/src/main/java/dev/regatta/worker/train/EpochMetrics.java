package dev.regatta.worker.train;

import ai.djl.ndarray.NDManager;
import dev.regatta.protocol.metric.Metrics;
import dev.regatta.worker.data.Labels;
import dev.regatta.worker.eval.ClusterHealth;
import dev.regatta.worker.eval.EffectiveRank;
import dev.regatta.worker.eval.Holdout;
import dev.regatta.worker.eval.LabelledFeatures;
import dev.regatta.worker.eval.NearestNeighbours;
import dev.regatta.worker.method.Assignments;
import dev.regatta.worker.method.MemoryBank;
import dev.regatta.worker.method.PretrainingMethod;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is logged of an epoch, as {@link Metrics} describes it: what the method remembers anyway is looked at, so that no
 * sample runs through the network for it. Labels serve the reading of these figures only; none reaches the method. Without
 * labels those that need them are left out.
 */
final class EpochMetrics {
    private static final int NEIGHBOURS = 20;
    private static final int MOST_QUERIES = 500;
    private static final int MOST_REFERENCES = 5000;

    private final Optional<Labels> labels;
    private final Set<Integer> held;
    private final NDManager manager;

    EpochMetrics(Optional<Labels> labels, Holdout holdout, NDManager manager) {
        this.labels = labels;
        this.held = Arrays.stream(holdout.held()).boxed().collect(Collectors.toUnmodifiableSet());
        this.manager = manager;
    }

    /** The metrics of the epoch that {@code position} is at the end of. */
    Map<String, Double> of(PretrainingMethod method, Position position, double learningRate) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(Metrics.LOSS, position.meanLoss());
        metrics.put(Metrics.LEARNING_RATE, learningRate);
        method.bank().ifPresent(bank -> metrics.putAll(remembered(bank)));
        method.assignments().ifPresent(assignments -> metrics.putAll(health(assignments)));
        return metrics;
    }

    private Map<String, Double> remembered(MemoryBank bank) {
        int[] samples = bank.indices();
        LabelledFeatures all = LabelledFeatures.of(bank.embeddings(), samples, labels);
        LabelledFeatures references = all.at(slots(samples, sample -> !held.contains(sample), MOST_REFERENCES));
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(Metrics.EFFECTIVE_RANK, EffectiveRank.of(references, manager));
        if (labels.isPresent()) {
            LabelledFeatures queries = all.at(slots(samples, held::contains, MOST_QUERIES));
            new NearestNeighbours(NEIGHBOURS, () -> false)
                    .accuracy(references, queries, manager)
                    .ifPresent(accuracy -> metrics.put(Metrics.KNN_ACCURACY, accuracy));
        }
        return metrics;
    }

    private Map<String, Double> health(Assignments assignments) {
        int clusters = assignments.clusters();
        Map<String, Double> metrics = ClusterHealth.of(assignments.current(), clusters);
        labels.ifPresent(
                classes -> metrics.put(Metrics.PURITY, ClusterHealth.purity(assignments.current(), clusters, classes)));
        if (Arrays.stream(assignments.previous()).anyMatch(cluster -> cluster >= 0)) {
            metrics.put(
                    Metrics.ASSIGNMENT_NMI,
                    ClusterHealth.normalizedMutualInformation(assignments.previous(), assignments.current(), clusters));
        }
        return metrics;
    }

    private static int[] slots(int[] samples, IntPredicate wanted, int most) {
        return IntStream.range(0, samples.length)
                .filter(slot -> wanted.test(samples[slot]))
                .limit(most)
                .toArray();
    }
}
