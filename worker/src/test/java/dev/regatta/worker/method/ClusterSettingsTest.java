package dev.regatta.worker.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.study.Parameters;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterSettingsTest {

    @Test
    void furtherHeadsHaveAFactorMoreClusters() {
        assertThat(clusters(Map.of("clusters", 60, "heads", 3, "head_cluster_factor", 1.5)))
                .containsExactly(60, 90, 135);
    }

    @Test
    void listedClustersStandInPlaceOfTheOthers() {
        assertThat(clusters(Map.of("clusters", 60, "heads", 3, "head_clusters", "500,20")))
                .containsExactly(500, 20);
    }

    private static int[] clusters(Map<String, Object> parameters) {
        Parameters given = new Parameters(parameters).orElse(new Parameters(Map.of("method", "deepcluster-v2")));
        return ClusterSettings.of(new Values(Hyperparameters.complete(given))).clusters();
    }
}
