package dev.regatta.worker.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regatta.worker.data.Labels;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterHealthTest {

    @Test
    void figuresOfASmallClusteringAreAsComputedByHand() {
        // Cluster 0 holds classes 0, 0, 1; cluster 1 holds class 1; cluster 2 is empty; one sample has no cluster.
        int[] clusters = {0, 0, 0, 1, -100};
        Map<String, Double> health = ClusterHealth.of(clusters, 3);

        assertThat(ClusterHealth.purity(clusters, 3, new Labels(new int[] {0, 0, 1, 1, 0}, 2)))
                .isEqualTo(0.75);
        assertThat(health.get("empty_clusters")).isEqualTo(1);
        assertThat(health.get("clusters_largest_share")).isEqualTo(0.75);
        double entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25)) / Math.log(3);
        assertThat(health.get("assignment_entropy")).isCloseTo(entropy, within(1e-12));
    }

    @Test
    void renumberedClustersCarryTheSameInformation() {
        assertThat(nmi(new int[] {0, 0, 1, 1, 2}, new int[] {2, 2, 0, 0, 1})).isCloseTo(1, within(1e-12));
    }

    @Test
    void independentClusteringsShareNothing() {
        assertThat(nmi(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1})).isCloseTo(0, within(1e-12));
    }

    @Test
    void samplesWithoutAClusterAreLeftOut() {
        assertThat(nmi(new int[] {0, 0, 1, 1, -100}, new int[] {1, 1, 0, 0, 2})).isCloseTo(1, within(1e-12));
    }

    private static double nmi(int[] first, int[] second) {
        return ClusterHealth.normalizedMutualInformation(first, second, 3);
    }
}
