package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.stream.IntStream;

/** Gives empty clusters new centroids, on the host: it is rare, and a few rows are looked at. */
final class EmptyRefill {
    /** How far apart the halves of a cluster begin, as a share of each coordinate. */
    private static final float NUDGE = 1f / 1024;

    private final float[] centroids;
    private final float[] counts;
    private final int dimension;

    /**
     * @param centroids [K, E]
     * @param counts rows of each cluster, [K]
     */
    EmptyRefill(float[] centroids, float[] counts) {
        this.centroids = centroids.clone();
        this.counts = counts.clone();
        this.dimension = centroids.length / counts.length;
    }

    boolean needed() {
        return IntStream.range(0, counts.length).anyMatch(this::isEmpty);
    }

    float[] centroids() {
        return centroids.clone();
    }

    /** Each empty cluster, the lowest first, takes half of the largest one, the lowest of several. */
    void split() {
        for (int k = 0; k < counts.length; k++) {
            if (isEmpty(k)) {
                int largest = largest();
                for (int d = 0; d < dimension; d++) {
                    float nudge = d % 2 == 0 ? NUDGE : -NUDGE;
                    float value = centroids[largest * dimension + d];
                    centroids[k * dimension + d] = value * (1 + nudge);
                    centroids[largest * dimension + d] = value * (1 - nudge);
                }
                counts[k] = counts[largest] / 2;
                counts[largest] -= counts[k];
            }
        }
    }

    /** Each empty cluster, the lowest first, takes the farthest row left, the lowest of several. */
    void farthest(float[] distances, NDArray points) {
        int[] order = IntStream.range(0, distances.length)
                .boxed()
                .sorted((a, b) -> Float.compare(distances[b], distances[a]))
                .mapToInt(Integer::intValue)
                .limit(counts.length)
                .toArray();
        int next = 0;
        for (int k = 0; k < counts.length; k++) {
            if (isEmpty(k)) {
                try (NDArray row = points.get(new NDIndex().addIndices(order[next++]))) {
                    System.arraycopy(row.toFloatArray(), 0, centroids, k * dimension, dimension);
                }
            }
        }
    }

    private boolean isEmpty(int k) {
        return counts[k] == 0;
    }

    private int largest() {
        float most = counts[0];
        for (float count : counts) {
            most = Math.max(most, count);
        }
        float size = most;
        return IntStream.range(0, counts.length)
                .filter(k -> counts[k] == size)
                .findFirst()
                .orElseThrow();
    }
}
