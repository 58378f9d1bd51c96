package dev.regatta.coordinator.tracking.registry;

import dev.regatta.coordinator.tracking.model.TrackingException;

/** How far a model version is on its way into use. */
public enum Stage {
    NONE("None"),
    STAGING("Staging"),
    PRODUCTION("Production"),
    ARCHIVED("Archived");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** The word on the wire and in the database. */
    public String word() {
        return word;
    }

    /** @throws TrackingException if there is no such stage; case does not count */
    public static Stage parse(String text) {
        for (Stage stage : values()) {
            if (stage.word.equalsIgnoreCase(text)) {
                return stage;
            }
        }
        throw TrackingException.invalid(
                "Invalid Model Version stage: " + text + ". Value must be one of None, Staging, Production, Archived.");
    }
}
