package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.TrialSuggested;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Deletes checkpoints that newer ones have replaced. Told of commits on the runtime's thread; deletes on another, since
 * deleting waits for the disk.
 */
public final class CheckpointJanitor implements JournalListener {

    private final Consumer<CheckpointRef> delete;
    private final Executor executor;
    private final Map<TrialId, Deque<CheckpointRef>> kept = new HashMap<>();

    /** How many trials keep a checkpoint, by its key: one that began with another's keeps it too. */
    private final Map<String, Integer> named = new HashMap<>();

    public CheckpointJanitor(Consumer<CheckpointRef> delete, Executor executor) {
        this.delete = delete;
        this.executor = executor;
    }

    /** Takes over the checkpoints that the restored studies hold. */
    public void restart(Collection<StudyState> studies) {
        kept.clear();
        named.clear();
        studies.forEach(study -> study.trials().forEach(trial -> {
            kept.put(trial.id(), new ArrayDeque<>(trial.checkpoints()));
            trial.checkpoints().forEach(checkpoint -> named.merge(checkpoint.key(), 1, Integer::sum));
        }));
    }

    @Override
    public void committed(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof CheckpointSaved saved) {
                keep(saved.attempt().trial(), saved.checkpoint());
            } else if (entry.event() instanceof TrialSuggested suggested) {
                suggested
                        .copied()
                        .flatMap(TrialSuggested.Copy::checkpoint)
                        .ifPresent(checkpoint -> keep(suggested.trial(), checkpoint));
            }
        }
    }

    private void keep(TrialId trial, CheckpointRef newest) {
        Deque<CheckpointRef> checkpoints = kept.computeIfAbsent(trial, id -> new ArrayDeque<>());
        checkpoints.addFirst(newest);
        named.merge(newest.key(), 1, Integer::sum);
        while (checkpoints.size() > Trial.KEPT_CHECKPOINTS) {
            CheckpointRef old = checkpoints.removeLast();
            boolean stillNamed = named.merge(old.key(), -1, CheckpointJanitor::sumAboveZero) != null;
            if (!stillNamed) {
                executor.execute(() -> delete.accept(old));
            }
        }
    }

    private static @Nullable Integer sumAboveZero(Integer count, Integer change) {
        return count + change > 0 ? count + change : null;
    }
}
