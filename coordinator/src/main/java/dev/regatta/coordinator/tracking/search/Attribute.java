package dev.regatta.coordinator.tracking.search;

/** What a run, an experiment, a model or a model's version is by itself, beside what was logged to it. */
public enum Attribute {
    RUN_ID(false),
    RUN_NAME(false),
    STATUS(false),
    USER_ID(false),
    ARTIFACT_URI(false),
    START_TIME(true),
    END_TIME(true),
    EXPERIMENT_ID(true),
    NAME(false),
    CREATION_TIME(true),
    LAST_UPDATE_TIME(true),
    VERSION_NUMBER(true),
    SOURCE_PATH(false),
    CREATION_TIMESTAMP(true),
    LAST_UPDATED_TIMESTAMP(true);

    private final boolean numeric;

    Attribute(boolean numeric) {
        this.numeric = numeric;
    }

    /** True if it is a whole number, times in milliseconds among them; else it is a text. */
    public boolean numeric() {
        return numeric;
    }
}
