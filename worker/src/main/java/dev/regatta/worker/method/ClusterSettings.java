package dev.regatta.worker.method;

import dev.regatta.protocol.method.Domain;
import dev.regatta.worker.loss.Reduction;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Settings of DeepCluster-v2, with or without self-distillation; the hyperparameter catalogue says what each means.
 *
 * @param embedding length E of the embedding
 * @param clusters K of each head
 * @param kmeansInit {@code random}, {@code previous} or {@code k-means++}
 * @param freezeSteps steps before prototypes train, {@link Long#MAX_VALUE} if they never do
 * @param balanced whether labels use clusters alike
 * @param ema momentum of the teacher's average, 0 without a teacher
 */
record ClusterSettings(
        int projectorHidden,
        int embedding,
        double temperature,
        int[] clusters,
        int kmeansIterations,
        String kmeansInit,
        EmptyClusters emptyClusters,
        long freezeSteps,
        boolean whiten,
        boolean balanced,
        double sinkhornEpsilon,
        int sinkhornIterations,
        double ema,
        Distilling distilling) {

    /** What a branch's own head is. */
    enum BranchHead {
        OWN,
        LINEAR,
        SHARED
    }

    /** Where a branch's prototypes come from. */
    enum BranchPrototypes {
        TEACHER,
        SGD,
        CLASS_MEANS
    }

    /** Weights and forms of the distillation's terms. */
    record Distilling(
            double alpha,
            double lambda,
            double temperature,
            Reduction softLabels,
            Reduction hint,
            boolean hintOnMaps,
            boolean hintStopsGradient,
            BranchHead head,
            BranchPrototypes prototypes,
            boolean ownClusters,
            boolean frozenWithTeacher) {

        static Distilling of(Values values) {
            return new Distilling(
                    values.number("kd_alpha"),
                    values.number("kd_lambda"),
                    values.number("kd_temperature"),
                    Reduction.of(values.text("kd_reduction")),
                    Reduction.of(values.text("hint_reduction")),
                    values.text("hint_level").equals("map"),
                    values.flag("hint_stop_gradient"),
                    BranchHead.valueOf(constant(values.text("branch_head"))),
                    BranchPrototypes.valueOf(constant(values.text("branch_prototypes"))),
                    values.text("kmeans_input").equals("each"),
                    values.flag("branch_prototypes_frozen"));
        }

        /** Whether what a branch makes of the samples must be remembered. */
        boolean remembers() {
            return head != BranchHead.LINEAR && (ownClusters || prototypes == BranchPrototypes.CLASS_MEANS);
        }
    }

    static ClusterSettings of(Values values) {
        return new ClusterSettings(
                values.whole("projector_hidden"),
                values.whole("embedding_dim"),
                values.number("temperature"),
                clusters(values),
                values.whole("kmeans_iterations"),
                values.text("kmeans_init"),
                EmptyClusters.of(values.text("empty_clusters")),
                values.flag("prototypes_frozen") ? Long.MAX_VALUE : values.whole("prototype_freeze_steps"),
                values.flag("whiten"),
                values.text("labels").equals("balanced"),
                values.number("sinkhorn_epsilon"),
                values.whole("sinkhorn_iterations"),
                values.number("ema_momentum"),
                Distilling.of(values));
    }

    /** K of each head: as they are listed, or a geometric row. */
    private static int[] clusters(Values values) {
        String listed = values.text("head_clusters");
        if (!listed.equals(Domain.Counts.AUTO)) {
            return Domain.Counts.of(listed);
        }
        double factor = values.number("head_cluster_factor");
        int first = values.whole("clusters");
        return IntStream.range(0, values.whole("heads"))
                .map(head -> Math.toIntExact(Math.round(first * Math.pow(factor, head))))
                .toArray();
    }

    private static String constant(String id) {
        return id.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
