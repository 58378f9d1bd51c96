package dev.regatta.coordinator.tracking.model;

/** A note on an experiment or a run; the last one of a key counts. */
public record Tag(String key, String value) {

    /** The run's tag that always equals its name. */
    public static final String RUN_NAME = "mlflow.runName";

    /** The run's tag that names the trial whose run it is, as {@code study/number}. */
    public static final String TRIAL = "regatta.trial";

    /** The run's tag that holds a JSON list of the models that it logged. */
    public static final String MODELS = "mlflow.log-model.history";

    /** The run's tag that says why it ended, where it did not end by its client's word. */
    public static final String END_REASON = "regatta.end_reason";
}
