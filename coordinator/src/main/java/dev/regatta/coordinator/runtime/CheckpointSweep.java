package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what {@link Leftovers} finds among the stored checkpoints. Waits for the disk. */
public final class CheckpointSweep implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointSweep.class);

    private final Supplier<List<String>> stored;
    private final Map<StudyId, StudyState> studies;
    private final Consumer<String> delete;

    /**
     * A sweep of one coordinator's archive.
     *
     * @param stored lists every key
     * @param studies the committed states, a live view
     * @param delete deletes one key's entry
     */
    public CheckpointSweep(Supplier<List<String>> stored, Map<StudyId, StudyState> studies, Consumer<String> delete) {
        this.stored = stored;
        this.studies = studies;
        this.delete = delete;
    }

    @Override
    public void run() {
        try {
            List<String> keys = stored.get(); // before the states are looked at: what is accepted meanwhile is known
            List<String> leftovers = Leftovers.among(keys, studies);
            leftovers.forEach(delete);
            if (!leftovers.isEmpty()) {
                LOG.info("{} leftover entries of {} stored ones are deleted", leftovers.size(), keys.size());
            }
        } catch (RuntimeException e) {
            LOG.warn("leftover checkpoints could not be deleted; tried again later: {}", e.toString());
        }
    }
}
