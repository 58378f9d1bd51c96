package dev.regatta.worker.eval;

/**
 * What is measured of a frozen network besides the linear probe, which always is.
 *
 * @param clusters whether neighbours, clusters and ranks are measured too
 * @param neighbours k of the nearest neighbours
 * @param kmeansRuns seedings of the evaluation's k-means
 */
public record EvaluationSettings(ProbeSettings probe, boolean clusters, int neighbours, int kmeansRuns, long seed) {}
