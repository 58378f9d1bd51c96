package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.loss.Sinkhorn;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes an epoch's labels of the remembered embeddings: whitening, if wanted, k-means, balancing, if wanted. */
final class PseudoLabels {
    private static final int CHUNK = 4096;

    private final ClusterSettings settings;
    private final KMeans kmeans;

    PseudoLabels(ClusterSettings settings) {
        this.settings = settings;
        this.kmeans = new KMeans(KMeans.Geometry.SPHERICAL, settings.kmeansIterations(), settings.emptyClusters());
    }

    /** What k-means begins with. */
    enum Start {
        /** Rows, as {@code kmeans_init} chooses them. */
        ROWS,
        /** The prototypes so far. */
        PROTOTYPES,
        /** The means of given clusters. */
        MEANS
    }

    /**
     * Clusters unit embeddings [M, E].
     *
     * @param before the prototypes so far, unit rows [K, E]; what an empty cluster falls back on
     * @param known clusters of the rows, [M], for {@link Start#MEANS}
     * @return unit centroids in the embeddings' space, and labels
     */
    KMeans.Clustering of(
            NDArray embeddings, NDArray before, Start start, int[] known, Random random, NDManager parent) {
        try (NDManager scope = parent.newSubManager()) {
            NDArray points = settings.whiten() ? Whitening.apply(embeddings, settings.embedding(), scope) : embeddings;
            KMeans.Clustering clustering = kmeans.cluster(points, initial(points, before, start, known, random, scope));
            int[] labels = settings.balanced() ? balanced(points, clustering, scope) : clustering.clusters();
            return settings.whiten() || settings.balanced()
                    ? new KMeans.Clustering(
                            means(embeddings, labels, before, scope).toFloatArray(), labels)
                    : clustering;
        }
    }

    private NDArray initial(NDArray points, NDArray before, Start start, int[] known, Random random, NDManager scope) {
        int k = Math.toIntExact(before.getShape().get(0));
        if (start == Start.PROTOTYPES && !settings.whiten()) {
            return before;
        }
        NDArray rows = settings.kmeansInit().equals("k-means++")
                ? InitialCentroids.farApart(points, k, random, scope)
                : InitialCentroids.random(points, k, random, scope);
        return start == Start.ROWS ? rows : means(points, known, rows, scope);
    }

    private int[] balanced(NDArray points, KMeans.Clustering clustering, NDManager scope) {
        NDArray centroids = scope.create(
                clustering.centroids(),
                new Shape(
                        clustering.centroids().length / points.getShape().get(1),
                        points.getShape().get(1)));
        NDArray scores = centroids.matMul(moved(points.transpose(), scope)).transpose(); // [M, K]
        return Sinkhorn.assign(scores, settings.sinkhornEpsilon(), settings.sinkhornIterations())
                .argMax(1)
                .toType(DataType.INT32, false)
                .toIntArray();
    }

    /**
     * The normalized mean of each cluster's rows, [K, E] in {@code scope}; of a cluster without rows, its row of
     * {@code fallback}. Rows of a negative cluster are left out.
     */
    static NDArray means(NDArray points, int[] clusters, NDArray fallback, NDManager scope) {
        int k = Math.toIntExact(fallback.getShape().get(0));
        long[] slots = IntStream.of(clusters).mapToLong(c -> c < 0 ? k : c).toArray(); // those left out come last
        ClusterSums all =
                new ClusterSums(scope, new Shape(k + 1, points.getShape().get(1)));
        for (int from = 0; from < slots.length; from += CHUNK) {
            int to = Math.min(slots.length, from + CHUNK);
            try (NDManager part = scope.newSubManager()) {
                NDArray rows = points.get(part, new NDIndex().addSliceDim(from, to));
                all.add(rows, part.create(Arrays.copyOfRange(slots, from, to)));
            }
        }
        NDArray sums = all.sums().get(new NDIndex().addSliceDim(0, k));
        NDArray filled = all.counts().get(new NDIndex().addSliceDim(0, k)).gt(scope.create(0f));
        return NDArrays.where(filled.broadcast(sums.getShape()), sums.normalize(2, 1), fallback);
    }

    private static NDArray moved(NDArray tensor, NDManager scope) {
        tensor.attach(scope);
        return tensor;
    }
}
