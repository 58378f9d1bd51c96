package dev.regatta.worker.attempt;

import dev.regatta.protocol.TrialId;
import java.util.Optional;

/** The prototypes of each trial's epochs, for whoever wants to look at them. Implementations are thread-safe. */
public interface PrototypeStore {

    /**
     * Stores the prototypes a trial had at the end of an epoch.
     *
     * @param epoch epochs completed
     * @param prototypes [K, D] as a tensor file
     */
    void save(TrialId trial, int epoch, byte[] prototypes);

    Optional<byte[]> load(TrialId trial, int epoch);
}
