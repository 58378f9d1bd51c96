package dev.regatta.protocol.metric;

import static dev.regatta.protocol.metric.Metric.Better.HIGHER;
import static dev.regatta.protocol.metric.Metric.Better.LOWER;
import static dev.regatta.protocol.metric.Metric.Better.NEITHER;
import static dev.regatta.protocol.metric.Metric.When.END;
import static dev.regatta.protocol.metric.Metric.When.EPOCH;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every metric there is: the one place of their names. A method without clusters or without a memory of its samples logs no
 * metric of them; {@code cluster_eval: none} leaves out those of the evaluation's k-means and of its neighbours.
 */
public final class Metrics {
    private static final Map<String, Metric> CATALOGUE = new LinkedHashMap<>();

    public static final String LOSS = epoch("loss", LOWER, "mean loss over the epoch's steps");
    public static final String LEARNING_RATE =
            epoch("learning_rate", NEITHER, "learning rate of the epoch's last step");
    public static final String KNN_ACCURACY = epoch(
            "knn_accuracy",
            HIGHER,
            "sign of life: at most 500 held-out samples classified by 20 neighbours among 5,000 remembered embeddings");
    public static final String EFFECTIVE_RANK = epoch(
            "effective_rank",
            NEITHER,
            "exp of the entropy of the remembered embeddings' singular values; near 1 they have collapsed");
    public static final String PURITY =
            epoch("purity", HIGHER, "share of samples whose class is the commonest of their cluster, at K clusters");
    public static final String ASSIGNMENT_ENTROPY =
            epoch("assignment_entropy", NEITHER, "entropy of the clusters' sizes over ln K; 1 if all are of one size");
    public static final String EMPTY_CLUSTERS = epoch("empty_clusters", LOWER, "clusters without a sample");
    public static final String LARGEST_CLUSTER =
            epoch("clusters_largest_share", NEITHER, "share of samples in the largest cluster");
    public static final String ASSIGNMENT_NMI = epoch(
            "assignment_nmi", NEITHER, "normalized mutual information of this and the previous epoch's assignments");

    public static final String FINAL_LOSS = end("final_loss", LOWER, "mean loss of the last epoch; needs no labels");
    public static final String VALIDATION_LINEAR_ACCURACY = end(
            "validation_linear_accuracy",
            HIGHER,
            "linear probe on pooled features, trained without the held-out labels, judged by them");
    public static final String TRAIN_LINEAR_ACCURACY =
            end("train_linear_accuracy", HIGHER, "linear probe on pooled features, on the split it was trained on");
    public static final String TEST_LINEAR_ACCURACY =
            end("test_linear_accuracy", HIGHER, "the same probe, of its last epoch, on the test split");

    static {
        for (FeatureKind kind : FeatureKind.values()) {
            for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
                end(
                        knnAccuracy(split, kind),
                        HIGHER,
                        "200 nearest neighbours by cosine of " + kind.words() + ", on " + split.words());
            }
            for (Split split : Split.values()) {
                String of = "k-means of the training split's " + kind.words() + " into as many clusters as classes, on "
                        + split.words();
                end(clusterAccuracy(split, kind), HIGHER, of + ": accuracy, clusters matched to classes at best");
                end(clusterNmi(split, kind), HIGHER, of + ": normalized mutual information with the classes");
                end(clusterAri(split, kind), HIGHER, of + ": adjusted Rand index with the classes");
            }
            end(
                    effectiveRank(kind),
                    NEITHER,
                    "exp of the entropy of the singular values of at most 10,000 training samples' " + kind.words());
        }
    }

    private Metrics() {}

    /** Every metric, those of an epoch first. */
    public static List<Metric> all() {
        return List.copyOf(CATALOGUE.values());
    }

    public static Optional<Metric> find(String name) {
        return Optional.ofNullable(CATALOGUE.get(name));
    }

    public static String knnAccuracy(Split split, FeatureKind kind) {
        return split.prefix() + "_knn_accuracy_" + kind.suffix();
    }

    public static String clusterAccuracy(Split split, FeatureKind kind) {
        return split.prefix() + "_cluster_accuracy_" + kind.suffix();
    }

    public static String clusterNmi(Split split, FeatureKind kind) {
        return split.prefix() + "_cluster_nmi_" + kind.suffix();
    }

    public static String clusterAri(Split split, FeatureKind kind) {
        return split.prefix() + "_cluster_ari_" + kind.suffix();
    }

    public static String effectiveRank(FeatureKind kind) {
        return "effective_rank_" + kind.suffix();
    }

    private static String epoch(String name, Metric.Better better, String description) {
        return define(new Metric(name, EPOCH, better, description));
    }

    private static String end(String name, Metric.Better better, String description) {
        return define(new Metric(name, END, better, description));
    }

    private static String define(Metric metric) {
        CATALOGUE.put(metric.name(), metric);
        return metric.name();
    }
}
