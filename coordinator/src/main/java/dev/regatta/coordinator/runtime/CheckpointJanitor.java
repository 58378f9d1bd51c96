package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.coordinator.study.TrialState;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.event.TrialFailed;
import dev.regatta.protocol.event.TrialPruned;
import dev.regatta.protocol.event.TrialStopped;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Deletes checkpoints that nothing will resume from: those that newer ones have replaced, and those of trials that have
 * ended, but for the newest of each study's best trial. Told of commits on the runtime's thread; deletes on another, since
 * deleting waits for the disk.
 */
public final class CheckpointJanitor implements JournalListener {

    private final Consumer<CheckpointRef> delete;
    private final Executor executor;
    private final Map<StudyId, StudyState> studies;
    private final Map<TrialId, Deque<CheckpointRef>> kept = new HashMap<>();
    private final Map<StudyId, TrialId> best = new HashMap<>();

    /** @param studies the committed states, a live view */
    public CheckpointJanitor(Map<StudyId, StudyState> studies, Consumer<CheckpointRef> delete, Executor executor) {
        this.studies = studies;
        this.delete = delete;
        this.executor = executor;
    }

    /** Takes over the checkpoints that the restored studies hold, and catches up with what was left undone. */
    public void restart() {
        kept.clear();
        best.clear();
        studies.values().forEach(this::take);
    }

    private void take(StudyState study) {
        Collection<Trial> trials = study.trials();
        trials.forEach(trial -> kept.put(trial.id(), new ArrayDeque<>(trial.checkpoints())));
        trials.stream()
                .filter(trial -> !trial.state().isActive() && trial.state() != TrialState.PAUSED)
                .forEach(trial -> ended(trial.id()));
    }

    @Override
    public void committed(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof CheckpointSaved saved) {
                saved(saved.attempt().trial(), saved.checkpoint());
            }
            endedBy(entry.event()).ifPresent(this::ended);
        }
    }

    private static Optional<TrialId> endedBy(Event event) {
        if (event instanceof TrialCompleted completed) {
            return Optional.of(completed.trial());
        } else if (event instanceof TrialFailed failed) {
            return Optional.of(failed.trial());
        } else if (event instanceof TrialStopped stopped) {
            return Optional.of(stopped.trial());
        }
        return event instanceof TrialPruned pruned ? Optional.of(pruned.trial()) : Optional.empty();
    }

    private void saved(TrialId trial, CheckpointRef newest) {
        Deque<CheckpointRef> checkpoints = kept.computeIfAbsent(trial, id -> new ArrayDeque<>());
        checkpoints.addFirst(newest);
        keep(checkpoints, Trial.KEPT_CHECKPOINTS);
    }

    private void ended(TrialId trial) {
        if (isBest(trial)) {
            Optional.ofNullable(best.put(trial.study(), trial))
                    .filter(before -> !before.equals(trial))
                    .ifPresent(this::deleteAll);
            Optional.ofNullable(kept.get(trial)).ifPresent(checkpoints -> keep(checkpoints, 1));
        } else if (!trial.equals(best.get(trial.study()))) {
            deleteAll(trial);
        }
    }

    private boolean isBest(TrialId trial) {
        return Optional.ofNullable(studies.get(trial.study()))
                .flatMap(StudyState::best)
                .filter(number -> number == trial.number())
                .isPresent();
    }

    private void deleteAll(TrialId trial) {
        Optional.ofNullable(kept.remove(trial)).ifPresent(checkpoints -> keep(checkpoints, 0));
    }

    private void keep(Deque<CheckpointRef> checkpoints, int number) {
        while (checkpoints.size() > number) {
            CheckpointRef old = checkpoints.removeLast();
            boolean stillNamed =
                    checkpoints.stream().anyMatch(other -> other.key().equals(old.key()));
            if (!stillNamed) {
                executor.execute(() -> delete.accept(old));
            }
        }
    }
}
