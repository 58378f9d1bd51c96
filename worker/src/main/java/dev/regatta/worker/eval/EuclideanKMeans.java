package dev.regatta.worker.eval;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.data.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * k-means by squared distances for the evaluation: several runs from k-means++ seeds, of which the one of lowest inertia
 * counts. All runs share one matrix product a round. A row belongs to the nearest centroid, the lowest index of several;
 * an empty cluster keeps its centroid; a run ends once no row changes its cluster, or after 100 rounds.
 */
public final class EuclideanKMeans {
    private static final int MOST_ROUNDS = 100;

    private final int clusters;
    private final int runs;
    private final long seed;
    private final BooleanSupplier stop;

    /**
     * @param clusters K ≥ 1
     * @param runs number of seedings
     * @param stop asked once a round; true abandons the work
     */
    public EuclideanKMeans(int clusters, int runs, long seed, BooleanSupplier stop) {
        this.clusters = clusters;
        this.runs = runs;
        this.seed = seed;
        this.stop = stop;
    }

    /**
     * A clustering.
     *
     * @param centroids [K, D], row by row
     * @param assigned cluster of every row that was clustered, [N]
     * @param inertia sum of their squared distances to their centroids
     */
    public record Clustering(float[] centroids, int[] assigned, double inertia) {

        /** The nearest centroid of each of other rows. */
        public int[] nearest(LabelledFeatures rows, NDManager parent) {
            int[] clusters = new int[rows.size()];
            try (NDManager scope = parent.newSubManager()) {
                new PointSet(rows, scope).assign(List.of(centroids), List.of(clusters));
            }
            return clusters;
        }
    }

    /** Clusters the rows; of fewer rows than K, some serve as several centroids. Empty if it was stopped. */
    public Optional<Clustering> cluster(LabelledFeatures rows, NDManager parent) {
        try (NDManager scope = parent.newSubManager()) {
            PointSet points = new PointSet(rows, scope);
            List<Run> all = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                all.add(new Run(seeds(points, run), rows.size()));
            }
            for (int round = 0; round <= MOST_ROUNDS; round++) {
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
                List<Run> active = all.stream().filter(run -> !run.settled).toList();
                if (active.isEmpty()) {
                    break;
                }
                round(points, active, round < MOST_ROUNDS);
            }
            return all.stream()
                    .map(run ->
                            new Clustering(run.centroids, run.assigned, points.inertia(run.centroids, run.assigned)))
                    .min(Comparator.comparingDouble(Clustering::inertia));
        }
    }

    private static void round(PointSet points, List<Run> active, boolean moving) {
        List<int[]> assigned =
                active.stream().map(run -> new int[run.assigned.length]).toList();
        points.assign(active.stream().map(run -> run.centroids).toList(), assigned);
        for (int r = 0; r < active.size(); r++) {
            Run run = active.get(r);
            run.settled = !moving || Arrays.equals(run.assigned, assigned.get(r));
            run.assigned = assigned.get(r);
            if (!run.settled) {
                points.average(run.centroids, run.assigned);
            }
        }
    }

    /** k-means++: each further centroid is a row drawn with its squared distance to the nearest so far as weight. */
    private float[] seeds(PointSet points, int run) {
        Random random = Seeds.random(seed, "cluster_eval", run);
        int dimension = points.dimension();
        float[] centroids = new float[clusters * dimension];
        double[] distances = new double[points.size()];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        for (int k = 0; k < clusters; k++) {
            int row = k == 0 ? random.nextInt(points.size()) : drawn(distances, random);
            points.copy(row, centroids, k * dimension);
            points.shorten(distances, centroids, k * dimension);
        }
        return centroids;
    }

    /** An index with probability in proportion to its weight; any if all are 0. */
    private static int drawn(double[] weights, Random random) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return random.nextInt(weights.length);
    }

    private static final class Run {
        private final float[] centroids;
        private int[] assigned;
        private boolean settled;

        Run(float[] centroids, int rows) {
            this.centroids = centroids;
            this.assigned = new int[rows];
            Arrays.fill(assigned, -1);
        }
    }
}
