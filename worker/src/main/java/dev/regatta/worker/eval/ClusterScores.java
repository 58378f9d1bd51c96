package dev.regatta.worker.eval;

/**
 * How well clusters agree with classes.
 *
 * @param accuracy {@link Contingency#matchedAccuracy}
 * @param nmi normalized mutual information
 * @param ari adjusted Rand index
 */
public record ClusterScores(double accuracy, double nmi, double ari) {

    /**
     * Compares a clustering with the classes of the same samples.
     *
     * @param clusters cluster of each sample, in [0, k)
     * @param classes class of each sample, in [0, classCount)
     */
    public static ClusterScores of(int[] clusters, int[] classes, int k, int classCount) {
        Contingency table = Contingency.of(clusters, classes, k, classCount);
        return new ClusterScores(
                table.matchedAccuracy(),
                ClusterHealth.normalizedMutualInformation(clusters, classes, Math.max(k, classCount)),
                table.adjustedRandIndex());
    }
}
