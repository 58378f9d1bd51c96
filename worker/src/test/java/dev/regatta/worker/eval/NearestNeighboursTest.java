package dev.regatta.worker.eval;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.TestEngine;
import dev.regatta.worker.data.Labels;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {
    /** Samples 3, 1, 0 and 2 lie at the right, the right, the top and the top of the unit circle. */
    private static final int[] SAMPLES = {3, 1, 0, 2};

    private static final float[] EMBEDDINGS = {1, 0, 0.8f, 0.6f, 0, 1, 0.6f, 0.8f};

    @Test
    void heldOutSamplesTakeTheClassOfTheirNeighbours() {
        assertThat(accuracy(new Labels(new int[] {0, 1, 0, 1}, 2), 3, 0)).isEqualTo(1);
        assertThat(accuracy(new Labels(new int[] {0, 0, 1, 1}, 2), 3, 0)).isEqualTo(0);
    }

    @Test
    void samplesOutsideTheBankAreNotAskedFor() {
        assertThat(accuracy(new Labels(new int[] {0, 1, 0, 1, 1}, 2), 3, 4)).isEqualTo(1);
    }

    private static double accuracy(Labels labels, int... held) {
        try (NDManager manager = TestEngine.manager()) {
            return NearestNeighbours.accuracy(SAMPLES, EMBEDDINGS, labels, held, manager);
        }
    }
}
