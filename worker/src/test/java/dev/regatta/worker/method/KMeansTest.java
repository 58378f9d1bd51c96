package dev.regatta.worker.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.TestEngine;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansTest {
    private final NDManager manager = TestEngine.manager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void sphericalCentroidsAreNormalizedMeansOfTheirRows() {
        KMeans.Clustering clustering =
                spherical(5, EmptyClusters.KEEP).cluster(rows(2, 1, 0, 0.8f, 0.6f, 0, 1), rows(2, 1, 0, 0, 1));

        assertThat(clustering.clusters()).containsExactly(0, 0, 1);
        double length = Math.hypot(1.8, 0.6);
        assertThat((double) clustering.centroids()[0]).isCloseTo(1.8 / length, within(1e-6));
        assertThat((double) clustering.centroids()[1]).isCloseTo(0.6 / length, within(1e-6));
        assertThat(clustering.centroids()[3]).isEqualTo(1);
    }

    @Test
    void euclideanCentroidsAreMeansAndNearIsTheLeastDistance() {
        KMeans.Clustering clustering = euclidean(5, EmptyClusters.KEEP).cluster(rows(1, 0, 1, 10, 12), rows(1, 0, 10));

        assertThat(clustering.clusters()).containsExactly(0, 0, 1, 1);
        assertThat(clustering.centroids()).containsExactly(0.5f, 11);
    }

    @Test
    void emptyClusterKeepsItsCentroid() {
        KMeans.Clustering clustering = spherical(3, EmptyClusters.KEEP)
                .cluster(rows(2, 1, 0, 0, 1), rows(2, 1, 0, -1, 0, 0, 1).get("0:2"));

        assertThat(clustering.clusters()).containsExactly(0, 0);
        assertThat(clustering.centroids()[2]).isEqualTo(-1);
    }

    @Test
    void emptyClusterMovesToTheRowFarthestFromItsOwnCentroid() {
        KMeans.Clustering clustering =
                euclidean(1, EmptyClusters.FARTHEST).cluster(rows(1, 0, 1, 2, 9), rows(1, 1, 100, 101));

        // Nine is the farthest of all, then zero and two are alike: the lower index is taken.
        assertThat(clustering.centroids()[1]).isEqualTo(9);
        assertThat(clustering.centroids()[2]).isEqualTo(0);
        assertThat(clustering.clusters()[3]).isEqualTo(1);
    }

    @Test
    void emptyClusterTakesHalfOfTheLargest() {
        KMeans.Clustering clustering =
                euclidean(4, EmptyClusters.SPLIT).cluster(rows(1, 1, 2, 3, 4, 50), rows(1, 2, 50, 1000));

        assertThat(clustering.clusters()[4]).isEqualTo(1);
        assertThat(Arrays.copyOf(clustering.clusters(), 4)).containsOnly(0, 2);
        assertThat(clustering.clusters()[0]).isNotEqualTo(clustering.clusters()[3]);
    }

    @ParameterizedTest
    @EnumSource(EmptyClusters.class)
    void duplicatesOfOneRowLeaveEveryCentroidFinite(EmptyClusters empty) {
        float[] same = new float[2 * 20];
        for (int i = 0; i < 20; i++) {
            same[2 * i] = 1;
        }
        KMeans.Clustering clustering = spherical(4, empty).cluster(rows(2, same), rows(2, Arrays.copyOf(same, 6)));

        assertThat(clustering.clusters()).hasSize(20);
        for (float value : clustering.centroids()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void tiesGoToTheLowestCluster() {
        int k = 40;
        float[] equal = new float[2 * k];
        for (int i = 0; i < k; i++) {
            equal[2 * i] = 1;
        }
        float[] points = new float[2 * 100];
        for (int i = 0; i < 100; i++) {
            points[2 * i] = 1;
        }

        assertThat(spherical(1, EmptyClusters.KEEP)
                        .cluster(rows(2, points), rows(2, equal))
                        .clusters())
                .containsOnly(0);
    }

    @Test
    void moreClustersThanRowsAreRefused() {
        assertThatThrownBy(() -> spherical(1, EmptyClusters.KEEP).cluster(rows(1, 1, 1), rows(1, 1, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are 3 clusters, must be ≤ the number of rows, which is 2");
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void similarityNeverFallsFromRoundToRound(long seed) {
        Random random = new Random(seed);
        NDArray points = rows(4, unitRows(300, random));
        NDArray initial = rows(4, unitRows(12, random));

        double before = -1;
        for (int rounds = 0; rounds < 12; rounds++) {
            KMeans.Clustering clustering = spherical(rounds, EmptyClusters.KEEP).cluster(points, initial);
            double similarity = similarity(points.toFloatArray(), clustering);
            assertThat(similarity).as("seed %d, round %d", seed, rounds).isGreaterThanOrEqualTo(before - 1e-5);
            before = similarity;
        }
    }

    @Test
    void everyRowEndsInTheClusterOfItsNearestCentroid() {
        Random random = new Random(7);
        float[] points = unitRows(300, random);
        KMeans.Clustering clustering =
                spherical(10, EmptyClusters.KEEP).cluster(rows(4, points), rows(4, unitRows(5, random)));

        for (int row = 0; row < 300; row++) {
            double own = dot(points, row, clustering.centroids(), clustering.clusters()[row]);
            for (int k = 0; k < 5; k++) {
                assertThat(own).isGreaterThanOrEqualTo(dot(points, row, clustering.centroids(), k) - 1e-6);
            }
        }
    }

    @Test
    void rowsFarApartAreChosenFirst() {
        NDArray points = rows(1, 0, 0, 0, 0, 0, 0, 0, 0, 5, -5);

        for (long seed = 0; seed < 20; seed++) {
            float[] chosen = InitialCentroids.farApart(points, 3, new Random(seed), manager)
                    .toFloatArray();
            Arrays.sort(chosen);
            assertThat(chosen).as("seed %d", seed).containsExactly(-5, 0, 5);
        }
    }

    @Test
    void randomRowsAreDistinctOnes() {
        float[] chosen = InitialCentroids.random(rows(1, 1, 2, 3, 4), 4, new Random(1), manager)
                .toFloatArray();

        assertThat(chosen).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    private static KMeans spherical(int rounds, EmptyClusters empty) {
        return new KMeans(KMeans.Geometry.SPHERICAL, rounds, empty);
    }

    private static KMeans euclidean(int rounds, EmptyClusters empty) {
        return new KMeans(KMeans.Geometry.EUCLIDEAN, rounds, empty);
    }

    private NDArray rows(int dimension, float... values) {
        return manager.create(values, new Shape(values.length / dimension, dimension));
    }

    private float[] unitRows(int count, Random random) {
        float[] values = new float[count * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return rows(4, values).normalize(2, 1).toFloatArray();
    }

    private static double similarity(float[] points, KMeans.Clustering clustering) {
        double sum = 0;
        for (int row = 0; row < clustering.clusters().length; row++) {
            sum += dot(points, row, clustering.centroids(), clustering.clusters()[row]);
        }
        return sum;
    }

    private static double dot(float[] rows, int row, float[] centroids, int k) {
        double sum = 0;
        for (int d = 0; d < 4; d++) {
            sum += rows[4 * row + d] * centroids[4 * k + d];
        }
        return sum;
    }
}
