package dev.regatta.worker.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.TestEngine;
import dev.regatta.worker.eval.EuclideanKMeans.Clustering;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EuclideanKMeansTest {

    @Test
    void twoPairsOnALineAreFoundWithTheirMeansAndInertia() {
        Clustering clustering = cluster(rows(1, 0, 1, 10, 12), 2, 5);

        float[] centroids = clustering.centroids().clone();
        Arrays.sort(centroids);
        assertThat(centroids).containsExactly(0.5f, 11);
        assertThat(clustering.inertia()).isCloseTo(0.25 + 0.25 + 1 + 1, within(1e-6));
        assertThat(clustering.assigned()[0]).isEqualTo(clustering.assigned()[1]);
        assertThat(clustering.assigned()[2])
                .isEqualTo(clustering.assigned()[3])
                .isNotEqualTo(clustering.assigned()[0]);
    }

    @Test
    void farAwayBlobsAreAllFound() {
        LabelledFeatures blobs = blobs(7, 200);
        Clustering clustering = cluster(blobs, 4, 10);

        assertThat(ClusterScores.of(clustering.assigned(), blobs.labels(), 4, 4).accuracy())
                .isEqualTo(1);
    }

    @Test
    void moreRunsNeverEndWorse() {
        LabelledFeatures rows = noise(3, 60);

        assertThat(cluster(rows, 6, 10).inertia())
                .isLessThanOrEqualTo(cluster(rows, 6, 1).inertia());
    }

    @Test
    void otherRowsBelongToTheNearestCentroid() {
        Clustering clustering = cluster(rows(1, 0, 1, 10, 12), 2, 5);

        try (NDManager manager = TestEngine.manager()) {
            int[] nearest = clustering.nearest(rows(1, 2, 9), manager);
            assertThat(nearest)
                    .containsExactly(clustering.assigned()[0], clustering.assigned()[2]);
        }
    }

    @Test
    void sameSeedGivesTheSameClusters() {
        LabelledFeatures rows = noise(5, 80);

        assertThat(cluster(rows, 5, 3).assigned()).isEqualTo(cluster(rows, 5, 3).assigned());
    }

    @Test
    void equalRowsAndMoreClustersThanRowsAreNoTrouble() {
        Clustering clustering = cluster(rows(1, 4, 4, 4), 5, 2);

        assertThat(clustering.inertia()).isZero();
        assertThat(clustering.assigned()).containsOnly(clustering.assigned()[0]);
    }

    @Test
    void stoppedSearchGivesNoClusters() {
        try (NDManager manager = TestEngine.manager()) {
            assertThat(new EuclideanKMeans(2, 1, 1, () -> true).cluster(rows(1, 0, 1, 2), manager))
                    .isEmpty();
        }
    }

    private static Clustering cluster(LabelledFeatures rows, int k, int runs) {
        try (NDManager manager = TestEngine.manager()) {
            return new EuclideanKMeans(k, runs, 1, () -> false)
                    .cluster(rows, manager)
                    .orElseThrow();
        }
    }

    private static LabelledFeatures rows(int dimension, float... values) {
        return new LabelledFeatures(values, new int[values.length / dimension], 1);
    }

    private static LabelledFeatures noise(long seed, int size) {
        return blobs(seed, size, 0);
    }

    private static LabelledFeatures blobs(long seed, int size) {
        return blobs(seed, size, 50);
    }

    private static LabelledFeatures blobs(long seed, int size, double distance) {
        Random random = new Random(seed);
        float[] values = new float[2 * size];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % 4;
            values[2 * i] = (float) (distance * (labels[i] % 2) + random.nextGaussian());
            values[2 * i + 1] = (float) (distance * (labels[i] >> 1) + random.nextGaussian());
        }
        return new LabelledFeatures(values, labels, 4);
    }
}
