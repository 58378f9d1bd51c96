package dev.regatta.worker.method;

import dev.regatta.worker.loss.Reduction;

/**
 * Settings of the methods that cluster; the hyperparameter catalogue says what each means.
 *
 * @param embedding length E of the embedding
 * @param kmeansInit {@code random}, {@code previous} or {@code k-means++}
 * @param freezeSteps steps before prototypes train
 */
public record ClusterSettings(
        int projectorHidden,
        int embedding,
        double temperature,
        int clusters,
        int kmeansIterations,
        String kmeansInit,
        EmptyClusters emptyClusters,
        long freezeSteps,
        Distilling distilling) {

    /** Weights and forms of the distillation's terms. */
    public record Distilling(double alpha, double lambda, double temperature, Reduction softLabels, Reduction hint) {
        static Distilling of(Values values) {
            return new Distilling(
                    values.number("kd_alpha"),
                    values.number("kd_lambda"),
                    values.number("kd_temperature"),
                    Reduction.of(values.text("kd_reduction")),
                    Reduction.of(values.text("hint_reduction")));
        }
    }

    static ClusterSettings of(Values values) {
        return new ClusterSettings(
                values.whole("projector_hidden"),
                values.whole("embedding_dim"),
                values.number("temperature"),
                values.whole("clusters"),
                values.whole("kmeans_iterations"),
                values.text("kmeans_init"),
                EmptyClusters.of(values.text("empty_clusters")),
                values.whole("prototype_freeze_steps"),
                Distilling.of(values));
    }
}
