package dev.regatta.protocol.method;

import static dev.regatta.protocol.method.Definition.choice;
import static dev.regatta.protocol.method.Definition.counts;
import static dev.regatta.protocol.method.Definition.flag;
import static dev.regatta.protocol.method.Definition.floats;
import static dev.regatta.protocol.method.Definition.ints;
import static dev.regatta.protocol.method.Method.CONCURL;
import static dev.regatta.protocol.method.Method.DEEPCLUSTER;
import static dev.regatta.protocol.method.Method.DEEPCLUSTER_KD;
import static dev.regatta.protocol.method.Method.DEEPCLUSTER_V2;
import static dev.regatta.protocol.method.Method.ID;
import static dev.regatta.protocol.method.Method.IDFD;
import static dev.regatta.protocol.method.Method.RANDOM_INIT;
import static dev.regatta.protocol.method.Method.RAW_PIXELS;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hyperparameters, in the order people should read them. {@code paper} defaults are each method's published ones;
 * where its paper is silent, the default is a decision and the alternatives are values.
 */
final class Catalogue {
    private static final Set<Method> TRAINED = without(RANDOM_INIT, RAW_PIXELS);
    private static final Set<Method> ENCODED = without(RAW_PIXELS);
    private static final Set<Method> CLUSTERING = EnumSet.of(DEEPCLUSTER, DEEPCLUSTER_V2, DEEPCLUSTER_KD);
    private static final Set<Method> PROTOTYPES = EnumSet.of(DEEPCLUSTER_V2, DEEPCLUSTER_KD);
    private static final Set<Method> DISTILLED = EnumSet.of(DEEPCLUSTER_KD);
    private static final Set<Method> INSTANCES = EnumSet.of(ID, IDFD, CONCURL);

    private Catalogue() {}

    static List<Hyperparameter> hyperparameters() {
        return Stream.of(
                        run(),
                        optimizer(),
                        network(),
                        clustering(),
                        corruption(),
                        distillation(),
                        instances(),
                        consensus(),
                        probe())
                .flatMap(List::stream)
                .map(Definition::hyperparameter)
                .toList();
    }

    private static List<Definition> run() {
        return List.of(
                new Definition(
                        "method",
                        "what is trained",
                        new Domain.OneOf(Method.ids()),
                        Map.of(Preset.PAPER, Method.DEFAULT.id(), Preset.SMALL, Method.DEFAULT.id())),
                new Definition(
                        "preset",
                        "the defaults of all others",
                        new Domain.OneOf(Preset.ids()),
                        Map.of(Preset.PAPER, Preset.PAPER.id(), Preset.SMALL, Preset.SMALL.id())),
                new Definition(
                        "seed",
                        "seed of every random choice; left out, the study's seed and the trial's number decide",
                        new Domain.Ints(0, Long.MAX_VALUE),
                        Map.of()));
    }

    private static List<Definition> optimizer() {
        return List.of(
                ints("epochs", "passes over the training split", 1, 100_000, 150, 8)
                        .of(TRAINED)
                        .in(DEEPCLUSTER, 500L, 8L)
                        .in(ID, 2000L, 8L)
                        .in(IDFD, 2000L, 8L)
                        .in(CONCURL, 2000L, 8L),
                ints("batch_size", "samples a step", 2, 65_536, 256, 128)
                        .of(TRAINED)
                        .in(ID, 128L, 128L)
                        .in(IDFD, 128L, 128L)
                        .in(CONCURL, 128L, 128L),
                choice(
                        "normalization",
                        "samples are shifted and scaled by the training split's statistics, ImageNet's, or not at all",
                        "training",
                        "imagenet",
                        "none"),
                flag("drop_last", "leave out an epoch's last, smaller batch", true)
                        .of(TRAINED),
                floats("learning_rate", "peak of the schedule", 1e-8, 1, 0.06, 0.01)
                        .of(TRAINED)
                        .in(DEEPCLUSTER, 0.05, 0.05)
                        .in(ID, 0.03, 0.03)
                        .in(IDFD, 0.03, 0.03)
                        .in(CONCURL, 0.015, 0.015),
                floats("start_learning_rate", "where the linear warm-up begins", 0, 1, 1e-6, 1e-6)
                        .of(TRAINED),
                floats("final_learning_rate", "where the cosine ends", 0, 1, 3e-4, 5e-5)
                        .of(TRAINED)
                        .in(DEEPCLUSTER, 0.05, 0.05)
                        .in(ID, 3e-5, 3e-5)
                        .in(IDFD, 3e-5, 3e-5)
                        .in(CONCURL, 1.5e-5, 1.5e-5),
                ints("warmup_epochs", "epochs of linear warm-up, at most epochs", 0, 100_000, 5, 1)
                        .of(TRAINED)
                        .in(DEEPCLUSTER, 0L, 0L)
                        .in(ID, 0L, 0L)
                        .in(IDFD, 0L, 0L)
                        .in(CONCURL, 0L, 0L),
                choice(
                                "schedule",
                                "after the warm-up the rate falls as a cosine, by a factor at milestones, or not",
                                "cosine",
                                "step",
                                "constant")
                        .of(TRAINED)
                        .in(ID, "step", "cosine")
                        .in(IDFD, "step", "cosine"),
                floats(
                                "first_milestone",
                                "share of the run's steps after which the step schedule falls",
                                0,
                                1,
                                0.3,
                                0.3)
                        .of(TRAINED),
                floats(
                                "milestone_interval",
                                "share of the run's steps from one fall to the next",
                                0.001,
                                1,
                                0.175,
                                0.175)
                        .of(TRAINED),
                floats("step_factor", "by which the step schedule multiplies the rate", 0, 1, 0.1, 0.1)
                        .of(TRAINED),
                choice(
                                "optimizer",
                                "SGD, or LARC around it: each tensor's gradient scaled by the tensor's length over its own",
                                "sgd",
                                "larc")
                        .of(TRAINED),
                floats("momentum", "momentum of SGD", 0, 0.9999, 0.9, 0.9).of(TRAINED),
                floats("weight_decay", "L2 penalty of SGD on every trained tensor", 0, 1, 1e-6, 1e-6)
                        .of(TRAINED)
                        .in(DEEPCLUSTER, 1e-5, 1e-5)
                        .in(ID, 5e-4, 5e-4)
                        .in(IDFD, 5e-4, 5e-4)
                        .in(CONCURL, 5e-4, 5e-4));
    }

    private static List<Definition> network() {
        return List.of(
                choice(
                                "encoder",
                                "the network; auto: resnet-18 for pictures, resnet-1d for series, mlp for tables",
                                "auto",
                                "resnet-18",
                                "resnet-50",
                                "resnet-1d",
                                "mlp")
                        .of(ENCODED),
                choice(
                                "stem",
                                "how samples enter: 3 wide of stride 1, or 7 wide of stride 2 and a max-pool",
                                "cifar",
                                "imagenet")
                        .of(ENCODED),
                ints(
                                "width",
                                "channels of the encoder's first stage; the last has eight times as many, in resnet-50 each four times that",
                                1,
                                512,
                                64,
                                16)
                        .of(ENCODED),
                ints("projector_hidden", "hidden units of the projector", 1, 16_384, 1024, 256)
                        .of(PROTOTYPES),
                ints("embedding_dim", "length of the embedding that is trained", 2, 4096, 128, 128)
                        .of(union(PROTOTYPES, INSTANCES)),
                floats("temperature", "logits are divided by it", 1e-3, 100, 0.5, 0.1)
                        .of(union(PROTOTYPES, INSTANCES))
                        .in(ID, 1.0, 1.0)
                        .in(IDFD, 1.0, 1.0)
                        .in(CONCURL, 0.85, 0.85));
    }

    private static List<Definition> clustering() {
        return List.of(
                ints("clusters", "number of clusters, at most the training split's size", 2, 100_000, 60, 60)
                        .of(union(CLUSTERING, EnumSet.of(CONCURL)))
                        .in(DEEPCLUSTER, 100L, 60L)
                        .in(CONCURL, 10L, 10L),
                ints("kmeans_iterations", "rounds of k-means at each epoch's start", 1, 1000, 10, 10)
                        .of(CLUSTERING)
                        .in(DEEPCLUSTER, 20L, 20L),
                choice(
                                "kmeans_init",
                                "random samples, the previous epoch's centroids, or samples far from each other",
                                "random",
                                "previous",
                                "k-means++")
                        .of(PROTOTYPES),
                choice(
                                "empty_clusters",
                                "an empty cluster keeps its centroid, moves to the sample farthest from its own, or"
                                        + " halves the largest",
                                "keep",
                                "farthest",
                                "split")
                        .of(CLUSTERING)
                        .in(DEEPCLUSTER, "split", "split"),
                ints("pca_dim", "dimensions that are left of the features, whitened", 1, 4096, 256, 64)
                        .of(EnumSet.of(DEEPCLUSTER)),
                ints(
                                "prototype_freeze_steps",
                                "steps before prototypes train within an epoch",
                                0,
                                1_000_000_000,
                                5000,
                                5000)
                        .of(PROTOTYPES),
                flag("prototypes_frozen", "prototypes never train: between clusterings they stay the centroids", false)
                        .of(PROTOTYPES),
                ints("heads", "heads with prototypes of their own, over which the loss is meaned", 1, 16, 1, 1)
                        .of(PROTOTYPES),
                floats(
                                "head_cluster_factor",
                                "each further head has this many times the clusters of the one before",
                                1,
                                10,
                                1,
                                1)
                        .of(PROTOTYPES),
                counts(
                                "head_clusters",
                                "clusters of each head, such as 60,120; auto: clusters, heads and head_cluster_factor say them",
                                2,
                                100_000,
                                16)
                        .of(PROTOTYPES),
                flag("whiten", "whiten the embeddings before they are clustered", false)
                        .of(PROTOTYPES),
                choice(
                                "labels",
                                "the nearest centroid, or Sinkhorn-Knopp assignments that use clusters alike",
                                "nearest",
                                "balanced")
                        .of(PROTOTYPES),
                floats("sinkhorn_epsilon", "smoothness of balanced assignments", 1e-3, 10, 0.05, 0.05)
                        .of(union(PROTOTYPES, EnumSet.of(CONCURL))),
                ints("sinkhorn_iterations", "rounds of balancing assignments", 1, 100, 3, 3)
                        .of(union(PROTOTYPES, EnumSet.of(CONCURL))));
    }

    /** What goes past the paper; whoever corrupts inputs must not call the result free of augmentation. */
    private static List<Definition> corruption() {
        return List.of(
                choice(
                                "corruption",
                                "labels of clean samples are predicted from samples that are mixed with another, or"
                                        + " masked value by value (domain-agnostic corruption)",
                                "none",
                                "mixup",
                                "mask")
                        .of(PROTOTYPES),
                floats(
                                "corruption_strength",
                                "largest share of the other sample, or share of masked values",
                                0,
                                1,
                                0.3,
                                0.3)
                        .of(PROTOTYPES),
                floats(
                                "ema_momentum",
                                "embeddings to be clustered come from an average of the network with this momentum; 0:"
                                        + " from itself",
                                0,
                                0.99999,
                                0,
                                0)
                        .of(PROTOTYPES));
    }

    private static List<Definition> distillation() {
        return List.of(
                choice(
                                "branch",
                                "the branches' wide convolution: plain, or depthwise and pointwise",
                                "conv",
                                "depthwise")
                        .of(DISTILLED),
                floats(
                                "kd_alpha",
                                "weight of the teacher's soft labels against the cluster labels in a branch; 0 with"
                                        + " kd_lambda 0: branches only",
                                0,
                                1,
                                0.9,
                                0.9)
                        .of(DISTILLED),
                floats("kd_lambda", "weight of the squared distance of branch and deepest features", 0, 1, 1e-5, 1e-5)
                        .of(DISTILLED),
                floats(
                                "kd_temperature",
                                "further temperature of the soft labels; their loss is scaled by its square",
                                0.01,
                                100,
                                1,
                                1)
                        .of(DISTILLED),
                choice("kd_reduction", "soft labels' loss: mean or sum over the batch", "mean", "sum")
                        .of(DISTILLED),
                choice(
                                "hint_reduction",
                                "feature distance: squares summed or meaned over batch and dimensions, or norms summed",
                                "sum",
                                "mean",
                                "norm")
                        .of(DISTILLED),
                choice("hint_level", "features compared: pooled, or the maps before pooling", "pooled", "map")
                        .of(DISTILLED),
                flag("hint_stop_gradient", "the feature distance moves the branch alone, not the teacher", true)
                        .of(DISTILLED),
                choice(
                                "branch_head",
                                "a branch's head: its own projector and prototypes, one linear layer, or the teacher's"
                                        + " projector and own prototypes",
                                "own",
                                "linear",
                                "shared")
                        .of(DISTILLED),
                choice(
                                "branch_prototypes",
                                "at each epoch's start: the teacher's centroids, left to the optimizer, or means of the"
                                        + " branch's embeddings by the teacher's labels",
                                "teacher",
                                "sgd",
                                "class-means")
                        .of(DISTILLED),
                flag("branch_prototypes_frozen", "branch prototypes stay frozen as long as the teacher's", true)
                        .of(DISTILLED),
                choice(
                                "kmeans_input",
                                "what is clustered for a branch's labels: the deepest embedding, or each branch's own",
                                "deepest",
                                "each")
                        .of(DISTILLED));
    }

    private static List<Definition> instances() {
        return List.of(
                choice(
                                "instance_loss",
                                "softmax over all samples, or noise-contrastive estimation against some",
                                "softmax",
                                "nce")
                        .of(EnumSet.of(ID, IDFD)),
                ints(
                                "negatives",
                                "samples drawn evenly as noise in a step of the contrastive estimation",
                                1,
                                1_000_000,
                                4096,
                                1024)
                        .of(INSTANCES),
                floats("memory_momentum", "how much a remembered embedding keeps of itself", 0, 0.9999, 0.5, 0.5)
                        .of(INSTANCES),
                choice(
                                "decorrelation",
                                "features against each other: softmax of their correlations (IDFD), or squared distance to"
                                        + " orthogonal ones (IDFO)",
                                "softmax",
                                "orthogonal")
                        .of(EnumSet.of(IDFD)),
                floats(
                                "decorrelation_temperature",
                                "correlations are divided by it before the softmax",
                                1e-3,
                                100,
                                2,
                                2)
                        .of(EnumSet.of(IDFD)),
                floats("decorrelation_weight", "weight of the decorrelation; IDFO's paper takes 10", 0, 1000, 1, 1)
                        .of(EnumSet.of(IDFD)));
    }

    private static List<Definition> consensus() {
        Set<Method> users = EnumSet.of(CONCURL);
        return List.of(
                ints("consensus_hidden", "hidden units of the clustering head", 1, 16_384, 2048, 256)
                        .of(users),
                ints("consensus_dim", "length of the clustering head's embedding", 2, 4096, 256, 64)
                        .of(users),
                ints("projections", "random projections that must agree", 1, 1024, 64, 16)
                        .of(users),
                ints("projection_dim", "length of a projected embedding", 1, 4096, 152, 38)
                        .of(users),
                floats("consensus_temperature", "cosines to prototypes are divided by it", 1e-3, 100, 0.1, 0.1)
                        .of(users),
                floats("consensus_weight", "weight of the consensus beside the contrastive loss", 0, 1000, 1, 1)
                        .of(users));
    }

    private static List<Definition> probe() {
        return List.of(
                floats(
                        "validation_fraction",
                        "share of the training labels held out for the objective",
                        0.01,
                        0.5,
                        0.1,
                        0.1),
                ints("probe_epochs", "epochs of the linear evaluation", 1, 100_000, 200, 100),
                floats("probe_learning_rate", "Adam's rate in the linear evaluation", 1e-8, 1, 1e-3, 1e-3),
                ints("probe_batch_size", "samples a step of the linear evaluation", 1, 65_536, 256, 256),
                choice(
                        "cluster_eval",
                        "whether neighbours, k-means and ranks of the frozen features are measured too, at the end",
                        "final",
                        "none"),
                ints("cluster_eval_runs", "k-means++ seedings of the evaluation's k-means", 1, 1000, 20, 20),
                ints("knn_neighbours", "neighbours that vote in the evaluation", 1, 100_000, 200, 200),
                flag(
                        "probe_standardize",
                        "standardize features by the training split before the linear evaluation",
                        false));
    }

    private static Set<Method> without(Method... methods) {
        EnumSet<Method> set = EnumSet.allOf(Method.class);
        set.removeAll(List.of(methods));
        return Collections.unmodifiableSet(set);
    }

    private static Set<Method> union(Set<Method> some, Set<Method> others) {
        EnumSet<Method> set = EnumSet.copyOf(some);
        set.addAll(others);
        return Collections.unmodifiableSet(set);
    }
}
