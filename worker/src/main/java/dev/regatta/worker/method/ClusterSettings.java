package dev.regatta.worker.method;

import dev.regatta.worker.loss.Reduction;

/**
 * Settings of the methods that cluster; the hyperparameter catalogue says what each means.
 *
 * @param embedding length E of the embedding
 * @param previousCentroids whether k-means starts from the previous epoch's centroids
 * @param freezeSteps steps before prototypes train
 */
public record ClusterSettings(
        int width,
        int projectorHidden,
        int embedding,
        double temperature,
        int clusters,
        int kmeansIterations,
        boolean previousCentroids,
        long freezeSteps,
        Distilling distilling) {

    /** Weights and forms of the distillation's terms. */
    public record Distilling(double alpha, double lambda, double temperature, Reduction softLabels, Reduction hint) {}
}
