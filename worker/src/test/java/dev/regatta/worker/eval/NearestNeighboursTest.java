package dev.regatta.worker.eval;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.TestEngine;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {
    /** At 0°, 20°, 90° and 100° of circles of different radii. */
    private static final LabelledFeatures REFERENCES =
            new LabelledFeatures(new float[] {2, 0, 0.94f, 0.342f, 0, 3, -0.1736f, 0.985f}, new int[] {0, 0, 1, 1}, 2);

    @Test
    void queriesTakeTheClassOfWhatPointsTheirWay() {
        assertThat(accuracy(1, query(0, 5, 1))).contains(1.0);
        assertThat(accuracy(1, query(1, 5, 1))).contains(0.0);
    }

    @Test
    void nearerNeighboursWeighMore() {
        // Class 0 at cosines 1 and 0.94; class 1 at 0 and −0.17: with all four voting, e^10 outweighs e^0.
        assertThat(accuracy(4, query(0, 1, 0))).contains(1.0);
    }

    @Test
    void moreNeighboursThanReferencesAreAllOfThem() {
        assertThat(accuracy(200, query(0, 1, 0))).contains(1.0);
    }

    @Test
    void eachQueryCountsOnce() {
        LabelledFeatures queries =
                new LabelledFeatures(new float[] {1, 0, 0, 1, 0, 1, 1, 0.1f}, new int[] {0, 1, 0, 0}, 2);

        assertThat(accuracy(1, queries)).contains(0.75);
    }

    @Test
    void stoppedSearchGivesNoAccuracy() {
        try (NDManager manager = TestEngine.manager()) {
            assertThat(new NearestNeighbours(1, () -> true).accuracy(REFERENCES, query(0, 1, 0), manager))
                    .isEmpty();
        }
    }

    private static LabelledFeatures query(int label, float x, float y) {
        return new LabelledFeatures(new float[] {x, y}, new int[] {label}, 2);
    }

    private static Optional<Double> accuracy(int k, LabelledFeatures queries) {
        try (NDManager manager = TestEngine.manager()) {
            return new NearestNeighbours(k, () -> false).accuracy(REFERENCES, queries, manager);
        }
    }
}
