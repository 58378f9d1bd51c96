package dev.regatta.protocol.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void everyNameIsInSnakeCaseAndHasADescription() {
        assertThat(Metrics.all()).hasSizeGreaterThan(30).allSatisfy(metric -> {
            assertThat(metric.name()).matches("[a-z][a-z0-9_]*");
            assertThat(metric.description()).isNotBlank();
        });
        assertThat(Metrics.all()).extracting(Metric::name).doesNotHaveDuplicates();
    }

    @Test
    void nameSaysSplitWhatAndFeatures() {
        assertThat(Metrics.clusterAccuracy(Split.TEST, FeatureKind.EMBEDDING))
                .isEqualTo("test_cluster_accuracy_embedding");
        assertThat(Metrics.find("validation_knn_accuracy_pooled")).isPresent();
        assertThat(Metrics.find("accuracy")).isEmpty();
    }
}
