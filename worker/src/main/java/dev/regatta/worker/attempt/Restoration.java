package dev.regatta.worker.attempt;

import dev.regatta.protocol.CheckpointRef;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through a trial's checkpoints, newest first, and past those that cannot be resumed from. */
final class Restoration {
    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

    private final CheckpointStore store;
    private final Iterator<CheckpointRef> candidates;

    Restoration(CheckpointStore store, List<CheckpointRef> newestFirst) {
        this.store = store;
        candidates = newestFirst.iterator();
    }

    /** The next checkpoint that is whole; empty: the trial begins from its start. */
    Optional<CheckpointEnvelope> next() {
        while (candidates.hasNext()) {
            CheckpointRef candidate = candidates.next();
            try {
                return Optional.of(CheckpointEnvelope.decode(store.load(candidate)));
            } catch (IncompatibleCheckpointException e) {
                LOG.warn("cannot resume from checkpoint {}: {}", candidate.key(), e.getMessage());
            }
        }
        return Optional.empty();
    }
}
