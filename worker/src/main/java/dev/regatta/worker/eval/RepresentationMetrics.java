package dev.regatta.worker.eval;

import ai.djl.ndarray.NDManager;
import dev.regatta.protocol.metric.FeatureKind;
import dev.regatta.protocol.metric.Metrics;
import dev.regatta.protocol.metric.Split;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What features of one kind are worth without training on labels: nearest neighbours, k-means into as many clusters as
 * classes, effective rank. Clusters are found in the training split, without labels; other samples belong to the
 * nearest.
 */
public final class RepresentationMetrics {
    private static final int MOST_FOR_RANK = 10_000;

    private final EvaluationSettings settings;
    private final Holdout holdout;
    private final NDManager manager;
    private final BooleanSupplier stop;

    /** @param stop asked now and then; true abandons the work */
    public RepresentationMetrics(
            EvaluationSettings settings, Holdout holdout, NDManager manager, BooleanSupplier stop) {
        this.settings = settings;
        this.holdout = holdout;
        this.manager = manager;
        this.stop = stop;
    }

    /**
     * The metrics of one kind of features, by name.
     *
     * @param metrics as {@link Metrics} names them
     * @param clusterSizes training samples in each cluster, [classes]
     */
    public record Result(Map<String, Double> metrics, int[] clusterSizes) {}

    /** Empty if it was stopped. */
    public Optional<Result> of(FeatureKind kind, LabelledFeatures train, LabelledFeatures test) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        LabelledFeatures held = train.at(holdout.held());
        Optional<Double> validation = neighbours().accuracy(train.at(holdout.fitted()), held, manager);
        Optional<Double> tested = neighbours().accuracy(train, test, manager);
        Optional<EuclideanKMeans.Clustering> clustering = new EuclideanKMeans(
                        train.classes(), settings.kmeansRuns(), settings.seed(), stop)
                .cluster(train, manager);
        if (validation.isEmpty() || tested.isEmpty() || clustering.isEmpty()) {
            return Optional.empty();
        }
        metrics.put(Metrics.knnAccuracy(Split.VALIDATION, kind), validation.get());
        metrics.put(Metrics.knnAccuracy(Split.TEST, kind), tested.get());
        int[] assigned = clustering.get().assigned();
        int[] heldAssigned =
                Arrays.stream(holdout.held()).map(sample -> assigned[sample]).toArray();
        put(metrics, Split.TRAIN, kind, assigned, train);
        put(metrics, Split.VALIDATION, kind, heldAssigned, held);
        put(metrics, Split.TEST, kind, clustering.get().nearest(test, manager), test);
        metrics.put(Metrics.effectiveRank(kind), EffectiveRank.of(train.first(MOST_FOR_RANK), manager));
        return Optional.of(new Result(metrics, sizes(assigned, train.classes())));
    }

    private NearestNeighbours neighbours() {
        return new NearestNeighbours(settings.neighbours(), stop);
    }

    private static void put(
            Map<String, Double> metrics, Split split, FeatureKind kind, int[] clusters, LabelledFeatures features) {
        ClusterScores scores = ClusterScores.of(clusters, features.labels(), features.classes(), features.classes());
        metrics.put(Metrics.clusterAccuracy(split, kind), scores.accuracy());
        metrics.put(Metrics.clusterNmi(split, kind), scores.nmi());
        metrics.put(Metrics.clusterAri(split, kind), scores.ari());
    }

    private static int[] sizes(int[] assigned, int clusters) {
        int[] sizes = new int[clusters];
        Arrays.stream(assigned).forEach(cluster -> sizes[cluster]++);
        return sizes;
    }
}
