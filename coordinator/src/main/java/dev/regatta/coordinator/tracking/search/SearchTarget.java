package dev.regatta.coordinator.tracking.search;

import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What is searched, and by which fields. */
public enum SearchTarget {
    RUNS,
    EXPERIMENTS,
    /** Registered models. */
    MODELS,
    /** Versions of registered models. */
    VERSIONS;

    private Set<Field.Kind> kinds() {
        return this == RUNS ? EnumSet.allOf(Field.Kind.class) : EnumSet.of(Field.Kind.TAG, Field.Kind.ATTRIBUTE);
    }

    private Set<Attribute> attributes() {
        return switch (this) {
            case RUNS -> EnumSet.range(Attribute.RUN_ID, Attribute.END_TIME);
            case EXPERIMENTS -> EnumSet.range(Attribute.EXPERIMENT_ID, Attribute.LAST_UPDATE_TIME);
            case MODELS -> EnumSet.of(Attribute.NAME, Attribute.CREATION_TIMESTAMP, Attribute.LAST_UPDATED_TIMESTAMP);
            case VERSIONS ->
                EnumSet.of(
                        Attribute.NAME,
                        Attribute.RUN_ID,
                        Attribute.VERSION_NUMBER,
                        Attribute.SOURCE_PATH,
                        Attribute.CREATION_TIMESTAMP,
                        Attribute.LAST_UPDATED_TIMESTAMP);
        };
    }

    /**
     * The field of that kind and key.
     *
     * @param kind the word before the dot, in singular or plural; empty for an attribute
     * @throws TrackingException if there is no such field here
     */
    Field field(String kind, String key) {
        Field.Kind found = kind(kind);
        return switch (found) {
            case ATTRIBUTE -> Field.of(attribute(key));
            case DATASET -> Field.dataset(key);
            case METRIC, PARAM, TAG -> Field.of(found, key);
        };
    }

    private Field.Kind kind(String word) {
        Field.Kind kind = switch (word.toLowerCase(Locale.ROOT)) {
            case "metric", "metrics" -> Field.Kind.METRIC;
            case "param", "params", "parameter", "parameters" -> Field.Kind.PARAM;
            case "tag", "tags" -> Field.Kind.TAG;
            case "dataset", "datasets" -> Field.Kind.DATASET;
            case "", "attribute", "attributes", "attr", "run" -> Field.Kind.ATTRIBUTE;
            default -> throw TrackingException.invalid("Invalid entity type '" + word + "', must be one of " + kinds());
        };
        if (!kinds().contains(kind)) {
            throw TrackingException.invalid("Invalid entity type '" + word + "', must be one of " + kinds());
        }
        return kind;
    }

    private Attribute attribute(String key) {
        String name = key.toUpperCase(Locale.ROOT).replace(' ', '_');
        String canonical = switch (name) {
            case "CREATED" -> Attribute.START_TIME.name();
            case "TIMESTAMP" -> Attribute.LAST_UPDATED_TIMESTAMP.name();
            default -> name;
        };
        for (Attribute attribute : attributes()) {
            if (attribute.name().equals(canonical)) {
                return attribute;
            }
        }
        throw TrackingException.invalid("Invalid attribute key '" + key + "', must be one of " + attributes());
    }
}
