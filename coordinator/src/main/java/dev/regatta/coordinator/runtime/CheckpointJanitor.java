package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.event.CheckpointSaved;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Deletes checkpoints that newer ones have replaced. Told of commits on the runtime's thread; deletes on another, since
 * deleting waits for the disk.
 */
public final class CheckpointJanitor implements JournalListener {

    private final Consumer<CheckpointRef> delete;
    private final Executor executor;
    private final Map<TrialId, Deque<CheckpointRef>> kept = new HashMap<>();

    public CheckpointJanitor(Consumer<CheckpointRef> delete, Executor executor) {
        this.delete = delete;
        this.executor = executor;
    }

    /** Takes over the checkpoints that the restored studies hold. */
    public void restart(Collection<StudyState> studies) {
        kept.clear();
        studies.forEach(study ->
                study.trials().forEach(trial -> kept.put(trial.id(), new ArrayDeque<>(trial.checkpoints()))));
    }

    @Override
    public void committed(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof CheckpointSaved saved) {
                saved(saved.attempt().trial(), saved.checkpoint());
            }
        }
    }

    private void saved(TrialId trial, CheckpointRef newest) {
        Deque<CheckpointRef> checkpoints = kept.computeIfAbsent(trial, id -> new ArrayDeque<>());
        checkpoints.addFirst(newest);
        while (checkpoints.size() > Trial.KEPT_CHECKPOINTS) {
            CheckpointRef old = checkpoints.removeLast();
            boolean stillNamed =
                    checkpoints.stream().anyMatch(other -> other.key().equals(old.key()));
            if (!stillNamed) {
                executor.execute(() -> delete.accept(old));
            }
        }
    }
}
