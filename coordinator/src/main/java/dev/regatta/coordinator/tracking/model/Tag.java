package dev.regatta.coordinator.tracking.model;

/** A note on an experiment or a run; the last one of a key counts. */
public record Tag(String key, String value) {

    /** The run's tag that always equals its name. */
    public static final String RUN_NAME = "mlflow.runName";
}
