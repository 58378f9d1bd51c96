package dev.regatta.coordinator.report;

import dev.regatta.protocol.method.Method;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What <i>Domain-Agnostic Clustering with Self-Distillation</i>, table 1, prints for CIFAR-10 without augmentation. The
 * first three are clustering accuracies out of those methods' own ablations, the last two are linear: only figures of
 * one metric can be compared.
 *
 * @param value percent, as printed
 * @param metric what it measures
 */
public record PublishedFigure(String value, String metric) {
    private static final String DATASET = "cifar10";
    private static final String CLUSTERING = "clustering accuracy";
    private static final String LINEAR = "linear accuracy";
    private static final Map<Method, PublishedFigure> TABLE_1 = new EnumMap<>(Map.of(
            Method.ID, new PublishedFigure("18.7", CLUSTERING),
            Method.IDFD, new PublishedFigure("23.6", CLUSTERING),
            Method.CONCURL, new PublishedFigure("29.88", CLUSTERING),
            Method.DEEPCLUSTER_V2, new PublishedFigure("33.27 ± 0.06", LINEAR),
            Method.DEEPCLUSTER_KD, new PublishedFigure("38.00 ± 0.34", LINEAR)));

    static Optional<PublishedFigure> of(String dataset, String method) {
        return !dataset.equals(DATASET)
                ? Optional.empty()
                : Method.of(method).flatMap(known -> Optional.ofNullable(TABLE_1.get(known)));
    }
}
