package dev.regatta.coordinator.tracking.search;

import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.Locale;

/** Something that can be compared and ordered by: {@code metrics.loss}, {@code tags.team}, {@code start_time}. */
public sealed interface Field {

    /** The words that stand before the dot. */
    enum Kind {
        METRIC,
        PARAM,
        TAG,
        DATASET,
        ATTRIBUTE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT) + "s";
        }
    }

    /** The latest point of a metric. */
    record OfMetric(String key) implements Field {}

    record OfParam(String key) implements Field {}

    record OfTag(String key) implements Field {}

    /** What a run read; a condition holds if it holds for one of the run's data sets. */
    record OfDataset(DatasetKey key) implements Field {}

    /** What is known of a data set. */
    enum DatasetKey {
        NAME,
        DIGEST,
        CONTEXT
    }

    record OfAttribute(Attribute attribute) implements Field {}

    /** True if its values are numbers; else they are texts. */
    default boolean numeric() {
        return this instanceof OfMetric
                || (this instanceof OfAttribute own && own.attribute().numeric());
    }

    static Field of(Attribute attribute) {
        return new OfAttribute(attribute);
    }

    /** @throws TrackingException if a data set has no such key */
    static Field dataset(String key) {
        for (DatasetKey known : DatasetKey.values()) {
            if (known.name().equalsIgnoreCase(key)) {
                return new OfDataset(known);
            }
        }
        throw TrackingException.invalid("Invalid dataset key '" + key + "', must be one of name, digest, context");
    }

    /** @param kind any but {@link Kind#ATTRIBUTE} */
    static Field of(Kind kind, String key) {
        return switch (kind) {
            case METRIC -> new OfMetric(key);
            case PARAM -> new OfParam(key);
            case TAG -> new OfTag(key);
            case DATASET -> dataset(key);
            case ATTRIBUTE -> throw new IllegalArgumentException("an attribute has a name of its own: " + key);
        };
    }
}
