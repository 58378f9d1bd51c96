package dev.regatta.worker.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.TestEngine;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SphericalKMeansTest {
    private final NDManager manager = TestEngine.manager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void centroidsAreNormalizedMeansOfTheirRows() {
        float[] rows = {1, 0, 0.8f, 0.6f, 0, 1};

        SphericalKMeans.Clustering clustering =
                new SphericalKMeans(2, 5).cluster(rows, new float[] {1, 0, 0, 1}, manager);

        assertThat(clustering.clusters()).containsExactly(0, 0, 1);
        double length = Math.hypot(1.8, 0.6);
        assertThat((double) clustering.centroids()[0]).isCloseTo(1.8 / length, within(1e-6));
        assertThat((double) clustering.centroids()[1]).isCloseTo(0.6 / length, within(1e-6));
        assertThat(clustering.centroids()[3]).isEqualTo(1);
    }

    @Test
    void emptyClusterKeepsItsCentroid() {
        SphericalKMeans.Clustering clustering =
                new SphericalKMeans(2, 3).cluster(new float[] {1, 0, 0, 1}, new float[] {1, 0, -1, 0, 0, 1}, manager);

        assertThat(clustering.clusters()).containsExactly(0, 2);
        assertThat(clustering.centroids()).containsExactly(1, 0, -1, 0, 0, 1);
    }

    @Test
    void tiesGoToTheLowestCluster() {
        int k = 40;
        float[] equal = new float[2 * k];
        for (int i = 0; i < k; i++) {
            equal[2 * i] = 1;
        }
        float[] rows = new float[2 * 100];
        for (int i = 0; i < 100; i++) {
            rows[2 * i] = 1;
        }

        assertThat(new SphericalKMeans(2, 1).cluster(rows, equal, manager).clusters())
                .containsOnly(0);
    }

    @Test
    void everyRowEndsInTheClusterOfItsNearestCentroid() {
        Random random = new Random(7);
        float[] rows = unitRows(300, 4, random);
        SphericalKMeans.Clustering clustering =
                new SphericalKMeans(4, 10).cluster(rows, unitRows(5, 4, random), manager);

        for (int row = 0; row < 300; row++) {
            double own = dot(rows, row, clustering.centroids(), clustering.clusters()[row]);
            for (int k = 0; k < 5; k++) {
                assertThat(own).isGreaterThanOrEqualTo(dot(rows, row, clustering.centroids(), k) - 1e-6);
            }
        }
    }

    private static float[] unitRows(int count, int dimension, Random random) {
        float[] rows = new float[count * dimension];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        for (int start = 0; start < rows.length; start += dimension) {
            SphericalKMeans.normalize(rows, start, dimension);
        }
        return rows;
    }

    private static double dot(float[] rows, int row, float[] centroids, int k) {
        double sum = 0;
        for (int d = 0; d < 4; d++) {
            sum += rows[4 * row + d] * centroids[4 * k + d];
        }
        return sum;
    }
}
