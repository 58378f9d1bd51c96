package dev.regatta.worker.inspection;

import dev.regatta.worker.data.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One cluster of the training samples as its last epoch made it.
 *
 * @param cluster its number
 * @param size samples in it
 * @param commonClass the class that most of its samples have, the lowest of equals; absent without labels
 * @param purity the share of its samples that have it; absent without labels
 * @param nearest its samples of largest cosine to its prototype, the nearest first
 */
record Cluster(int cluster, int size, Optional<Integer> commonClass, Optional<Double> purity, List<Integer> nearest) {

    /** The largest {@code most} clusters that have a sample, the largest first, each with {@code examples} samples at most. */
    static List<Cluster> largest(Memory memory, Optional<Labels> labels, int most, int examples) {
        int[] assigned = memory.assigned().orElse(new int[0]);
        int[] sizes = sizes(assigned);
        List<Integer> bySize = IntStream.range(0, sizes.length)
                .filter(cluster -> sizes[cluster] > 0)
                .boxed()
                .sorted(Comparator.comparing((Integer cluster) -> -sizes[cluster]))
                .limit(most)
                .toList();
        List<Cluster> clusters = new ArrayList<>();
        for (int cluster : bySize) {
            Optional<int[]> classes = labels.map(known -> classes(assigned, cluster, known));
            Optional<Integer> common = classes.map(Cluster::largest);
            clusters.add(new Cluster(
                    cluster,
                    sizes[cluster],
                    common,
                    common.map(known -> classes.orElseThrow()[known] / (double) sizes[cluster]),
                    nearest(memory, assigned, cluster, examples)));
        }
        return clusters;
    }

    /** Clusters are numbered from 0; samples of a negative number are in none. */
    static int[] sizes(int[] assigned) {
        int[] sizes = new int[Arrays.stream(assigned).max().orElse(-1) + 1];
        Arrays.stream(assigned).filter(cluster -> cluster >= 0).forEach(cluster -> sizes[cluster]++);
        return sizes;
    }

    private static int[] classes(int[] assigned, int cluster, Labels labels) {
        int[] counts = new int[labels.classes()];
        for (int sample = 0; sample < assigned.length; sample++) {
            if (assigned[sample] == cluster) {
                counts[labels.of(sample)]++;
            }
        }
        return counts;
    }

    private static int largest(int[] counts) {
        int largest = 0;
        for (int i = 1; i < counts.length; i++) {
            largest = counts[i] > counts[largest] ? i : largest;
        }
        return largest;
    }

    private static List<Integer> nearest(Memory memory, int[] assigned, int cluster, int examples) {
        if (memory.prototypes().filter(rows -> cluster < rows.size()).isEmpty()) {
            return List.of();
        }
        UnitRows rows = memory.embeddings().orElseThrow();
        UnitRows centres = memory.prototypes().orElseThrow();
        record Near(int sample, double cosine) {}
        return IntStream.range(0, rows.size())
                .filter(slot -> assigned[memory.samples()[slot]] == cluster)
                .mapToObj(slot -> new Near(memory.samples()[slot], rows.cosine(slot, centres, cluster)))
                .sorted(Comparator.comparingDouble((Near near) -> -near.cosine())
                        .thenComparing(Near::sample))
                .limit(examples)
                .map(Near::sample)
                .toList();
    }
}
