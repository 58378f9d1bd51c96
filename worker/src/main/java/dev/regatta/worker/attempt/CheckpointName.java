package dev.regatta.worker.attempt;

import dev.regatta.protocol.TrialId;
import java.util.Locale;

/**
 * Names a checkpoint: no two leases share a name, so a worker that lost its lease cannot overwrite what counts.
 *
 * @param epoch epochs completed
 * @param step optimizer steps completed, over all attempts
 */
public record CheckpointName(TrialId trial, long leaseEpoch, int epoch, long step, Snapshot.Kind kind) {

    /** The manifest's key, {@code study/trial/leaseEpoch/step-kind}. */
    public String key() {
        String where = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return trial + "/" + leaseEpoch + "/" + step + "-" + where;
    }
}
