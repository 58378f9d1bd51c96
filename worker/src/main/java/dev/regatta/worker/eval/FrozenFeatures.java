package dev.regatta.worker.eval;

import dev.regatta.protocol.metric.FeatureKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A split's features of each kind, row by row in the split's order; pooled ones are always there. Immutable. */
public final class FrozenFeatures {
    private final Map<FeatureKind, LabelledFeatures> kinds;

    FrozenFeatures(Map<FeatureKind, LabelledFeatures> kinds) {
        this.kinds = Collections.unmodifiableMap(new EnumMap<>(kinds));
    }

    public LabelledFeatures pooled() {
        return of(FeatureKind.POOLED).orElseThrow();
    }

    public Optional<LabelledFeatures> of(FeatureKind kind) {
        return Optional.ofNullable(kinds.get(kind));
    }
}
