package dev.regatta.worker.attempt;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A point a trial can be resumed from exactly, and what it says of the trial.
 *
 * @param epoch epochs completed
 * @param step optimizer steps completed, over all attempts
 * @param kind where in the run it was taken
 * @param metrics the metrics that become known with it (an epoch's, or the evaluation's), empty in mid-epoch
 * @param encoding makes the {@link #state}'s bytes, the same ones each time, from what no longer changes; on any thread
 * @param prototypes the prototypes [K, 128] of the first head as a tensor file; empty where the method has none
 */
public record Snapshot(
        int epoch,
        long step,
        Kind kind,
        Map<String, Double> metrics,
        Supplier<byte[]> encoding,
        Optional<byte[]> prototypes) {

    /** Where in a run a snapshot was taken. */
    public enum Kind {
        /** Inside an epoch, because the attempt was asked to stop. */
        MID_EPOCH,
        /** At an epoch's end; the metrics are the epoch's. */
        EPOCH_END,
        /** After the evaluation: a run resumed from here is complete. The metrics are the evaluation's. */
        EVALUATED
    }

    public Snapshot {
        metrics = Map.copyOf(metrics);
    }

    /** One whose state is encoded already. */
    public Snapshot(
            int epoch, long step, Kind kind, Map<String, Double> metrics, byte[] state, Optional<byte[]> prototypes) {
        this(epoch, step, kind, metrics, () -> state, prototypes);
    }

    /** Everything the run needs to go on, in the project's tensor file format. Encoded at each call, since training need not wait for it. */
    public byte[] state() {
        return encoding.get();
    }
}
