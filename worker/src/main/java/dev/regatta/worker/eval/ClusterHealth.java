package dev.regatta.worker.eval;

import dev.regatta.protocol.metric.Metrics;
import dev.regatta.worker.data.Labels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How sound a clustering is. Samples of a negative cluster are left out. */
public final class ClusterHealth {
    private ClusterHealth() {}

    /**
     * The metrics of one epoch's assignments: {@link Metrics#ASSIGNMENT_ENTROPY}, {@link Metrics#EMPTY_CLUSTERS} and
     * {@link Metrics#LARGEST_CLUSTER}.
     */
    public static Map<String, Double> of(int[] clusters, int k) {
        int[] sizes = new int[k];
        IntStream.of(clusters).filter(cluster -> cluster >= 0).forEach(cluster -> sizes[cluster]++);
        int counted = IntStream.of(sizes).sum();
        int empty = 0;
        int largest = 0;
        double entropy = 0;
        for (int size : sizes) {
            empty += size == 0 ? 1 : 0;
            largest = Math.max(largest, size);
            entropy -= size == 0 ? 0 : size / (double) counted * Math.log(size / (double) counted);
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(Metrics.ASSIGNMENT_ENTROPY, entropy / Math.log(k));
        metrics.put(Metrics.EMPTY_CLUSTERS, (double) empty);
        metrics.put(Metrics.LARGEST_CLUSTER, largest / (double) counted);
        return metrics;
    }

    /** Share of samples whose class is the commonest of their cluster. */
    public static double purity(int[] clusters, int k, Labels labels) {
        int[][] table = new int[k][labels.classes()];
        int counted = 0;
        for (int i = 0; i < clusters.length; i++) {
            if (clusters[i] >= 0) {
                table[clusters[i]][labels.of(i)]++;
                counted++;
            }
        }
        int pure = Arrays.stream(table)
                .mapToInt(classes -> IntStream.of(classes).max().orElse(0))
                .sum();
        return pure / (double) counted;
    }

    /**
     * Normalized mutual information of two clusterings of the same samples: 2·I / (H₁ + H₂), 1 for equal partitions.
     * Samples without a cluster in either are left out; 1 if both put all samples in one cluster.
     */
    public static double normalizedMutualInformation(int[] first, int[] second, int k) {
        long[] joint = IntStream.range(0, first.length)
                .filter(i -> first[i] >= 0 && second[i] >= 0)
                .mapToLong(i -> (long) first[i] * k + second[i])
                .toArray();
        double firstEntropy = entropy(LongStream.of(joint).map(pair -> pair / k).toArray());
        double secondEntropy =
                entropy(LongStream.of(joint).map(pair -> pair % k).toArray());
        double entropies = firstEntropy + secondEntropy;
        return entropies == 0 ? 1 : Math.min(1, Math.max(0, 2 * (entropies - entropy(joint)) / entropies));
    }

    /** Entropy of the values' frequencies, summed in ascending order of the values. */
    private static double entropy(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        double entropy = 0;
        for (int start = 0, end; start < sorted.length; start = end) {
            end = start;
            while (end < sorted.length && sorted[end] == sorted[start]) {
                end++;
            }
            double share = (end - start) / (double) sorted.length;
            entropy -= share * Math.log(share);
        }
        return entropy;
    }
}
