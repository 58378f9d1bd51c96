package dev.regatta.coordinator.tracking.model;

/** Whether an experiment or a run is in use or deleted; a deleted one is kept and can be restored. */
public enum LifecycleStage {
    ACTIVE("active"),
    DELETED("deleted");

    private final String word;

    LifecycleStage(String word) {
        this.word = word;
    }

    /** The word on the wire and in the database. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException if no stage has that word */
    public static LifecycleStage of(String word) {
        for (LifecycleStage stage : values()) {
            if (stage.word.equals(word)) {
                return stage;
            }
        }
        throw new IllegalArgumentException("lifecycle stage is '" + word + "', must be 'active' or 'deleted'");
    }
}
