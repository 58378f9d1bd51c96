package dev.regatta.worker.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ContingencyTest {
    /** Three clusters (rows) of 3, 3 and 2 samples of three classes. */
    private static final int[] CLUSTERS = {0, 0, 0, 1, 1, 1, 2, 2};

    private static final int[] CLASSES = {1, 1, 2, 0, 0, 1, 2, 2};

    @Test
    void pairsAreCountedByRowAndColumn() {
        assertThat(table().counts()).isDeepEqualTo(new int[][] {{0, 2, 1}, {2, 1, 0}, {0, 0, 2}});
    }

    @Test
    void accuracyIsTheDiagonalsShare() {
        assertThat(table().accuracy()).isEqualTo(3 / 8.0);
    }

    @Test
    void matchedAccuracyGivesEachClusterTheClassThatServesAllBest() {
        assertThat(table().matchedAccuracy()).isEqualTo(6 / 8.0);
    }

    /** Cluster 0 would like class 0 as well, but together the clusters do better otherwise: 8 + 9, not 10 + 1. */
    @Test
    void greedyMatchingIsNotGoodEnough() {
        assertThat(Contingency.of(new int[][] {{10, 9}, {8, 1}}).matchedAccuracy())
                .isEqualTo(17 / 28.0);
    }

    @Test
    void moreClustersThanClassesLeaveSomeWithoutOne() {
        assertThat(Contingency.of(new int[][] {{3, 0}, {4, 0}, {0, 2}}).matchedAccuracy())
                .isEqualTo(6 / 9.0);
    }

    /** Pairs together in both: 1 + 1 + 1 = 3; in clusters 3 + 3 + 1 = 7; in classes 1 + 3 + 3 = 7; of 28 in all. */
    @Test
    void adjustedRandIndexIsAsComputedByHand() {
        double expected = 7 * 7 / 28.0;

        assertThat(table().adjustedRandIndex()).isCloseTo((3 - expected) / (7 - expected), within(1e-12));
    }

    @Test
    void equalPartitionsHaveAnIndexOfOneAndCrossedOnesLessThanZero() {
        assertThat(Contingency.of(new int[][] {{0, 3}, {2, 0}}).adjustedRandIndex())
                .isEqualTo(1);
        assertThat(Contingency.of(new int[][] {{1, 1}, {1, 1}}).adjustedRandIndex())
                .isCloseTo(-0.5, within(1e-12));
        assertThat(Contingency.of(new int[][] {{5}}).adjustedRandIndex()).isEqualTo(1);
    }

    @Test
    void pairsWithoutOneMemberAreLeftOut() {
        assertThat(Contingency.of(new int[] {0, -1, 1}, new int[] {0, 0, -100}, 2, 1)
                        .total())
                .isEqualTo(1);
    }

    @Test
    void scoresAreThoseOfTheTable() {
        ClusterScores scores = ClusterScores.of(CLUSTERS, CLASSES, 3, 3);

        assertThat(scores.accuracy()).isEqualTo(0.75);
        assertThat(scores.ari()).isEqualTo(table().adjustedRandIndex());
        // H = ln 8 − (2·3 ln 3 + 2 ln 2) / 8 for both; joint: ln 8 − 3·2 ln 2 / 8.
        double entropy = Math.log(8) - (6 * Math.log(3) + 2 * Math.log(2)) / 8;
        double joint = Math.log(8) - 6 * Math.log(2) / 8;
        assertThat(scores.nmi()).isCloseTo((2 * entropy - joint) / entropy, within(1e-12));
    }

    private static Contingency table() {
        return Contingency.of(CLUSTERS, CLASSES, 3, 3);
    }
}
