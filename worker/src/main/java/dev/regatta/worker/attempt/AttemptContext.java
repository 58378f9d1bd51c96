package dev.regatta.worker.attempt;

/** What a training run may ask of the attempt it belongs to. Called from the training thread only. */
public interface AttemptContext {

    /** True once the attempt must end: the run saves a checkpoint at the next step and yields. */
    boolean stopRequested();

    /** Tells how far the run is. Cheap: called at every step, never blocks. */
    void progress(Progress progress);

    /** The training stands still from here until {@link #checkpoint} has returned. */
    default void checkpointBegins() {}

    /**
     * Hands over a checkpoint and the metrics that belong to it. Returns once the one before is stored: saving goes on
     * beside the training. The metrics are logged only after the checkpoint was accepted, so that a resumed trial never
     * logs an epoch twice.
     *
     * @throws RuntimeException if the one before could not be stored
     */
    void checkpoint(Snapshot snapshot);

    /** Keeps a line of the attempt's log, for people. May be called from any thread. */
    default void log(String line) {}
}
