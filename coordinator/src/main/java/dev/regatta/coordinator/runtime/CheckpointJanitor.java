package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.prune.Rungs;
import dev.regatta.coordinator.study.StudyState;
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
import dev.regatta.protocol.event.TrialSuggested;
import dev.regatta.protocol.study.Retention;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Deletes checkpoints that nothing will resume from: those that newer ones have replaced, and those of trials that have
 * ended, but for what the study's {@link Retention} keeps. Told of commits on the runtime's thread; deletes on another, since
 * deleting waits for the disk.
 */
public final class CheckpointJanitor implements JournalListener {

    private final Consumer<CheckpointRef> delete;
    private final Executor executor;
    private final Map<StudyId, StudyState> studies;
    private final Map<TrialId, Deque<CheckpointRef>> kept = new HashMap<>();
    private final Map<StudyId, BestTrials> best = new HashMap<>();

    /** How many trials keep a checkpoint, by its key: one that began with another's keeps it too. */
    private final Map<String, Integer> named = new HashMap<>();

    /** @param studies the committed states, a live view */
    public CheckpointJanitor(Map<StudyId, StudyState> studies, Consumer<CheckpointRef> delete, Executor executor) {
        this.studies = studies;
        this.delete = delete;
        this.executor = executor;
    }

    /** Takes over the checkpoints that the restored studies hold, and catches up with what was left undone. */
    public void restart() {
        kept.clear();
        named.clear();
        best.clear();
        studies.values().forEach(this::take);
        studies.values().forEach(this::takeEnded);
    }

    private void take(StudyState study) {
        study.trials().forEach(trial -> {
            kept.put(trial.id(), new ArrayDeque<>(trial.checkpoints()));
            trial.checkpoints().forEach(checkpoint -> named.merge(checkpoint.key(), 1, Integer::sum));
        });
    }

    private void takeEnded(StudyState study) {
        study.trials().stream()
                .filter(trial -> !trial.state().isActive() && trial.state() != TrialState.PAUSED)
                .forEach(trial -> ended(trial.id()));
    }

    @Override
    public void committed(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof CheckpointSaved saved) {
                saved(saved.attempt().trial(), saved.checkpoint());
            } else if (entry.event() instanceof TrialSuggested suggested) {
                suggested
                        .copied()
                        .flatMap(TrialSuggested.Copy::checkpoint)
                        .ifPresent(checkpoint -> saved(suggested.trial(), checkpoint));
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
        named.merge(newest.key(), 1, Integer::sum);
        keep(trial.study(), checkpoints, retention(trial.study()).last());
    }

    private void ended(TrialId trial) {
        BestTrials ranked = best.computeIfAbsent(
                trial.study(), study -> new BestTrials(retention(study).best()));
        Optional<TrialId> leaves =
                Optional.ofNullable(studies.get(trial.study())).flatMap(study -> ranked.ended(study, trial));
        if (ranked.contains(trial)) {
            Optional.ofNullable(kept.get(trial)).ifPresent(checkpoints -> keep(trial.study(), checkpoints, 1));
        } else {
            deleteAll(trial);
        }
        leaves.filter(other -> !other.equals(trial)).ifPresent(this::deleteAll);
    }

    private Retention retention(StudyId study) {
        return Optional.ofNullable(studies.get(study))
                .map(state -> state.spec().retention())
                .orElse(Retention.USUAL);
    }

    /** Population-based training begins trials from the checkpoints of others, ended ones too. */
    private boolean isCopied(TrialId trial) {
        return Optional.ofNullable(studies.get(trial.study()))
                .filter(study -> study.spec().sampler().type().equals("pbt"))
                .isPresent();
    }

    private void deleteAll(TrialId trial) {
        if (isCopied(trial)) {
            Optional.ofNullable(kept.get(trial)).ifPresent(checkpoints -> keep(trial.study(), checkpoints, 1));
        } else {
            Optional.ofNullable(kept.remove(trial)).ifPresent(checkpoints -> keep(trial.study(), checkpoints, 0));
        }
    }

    private void keep(StudyId study, Deque<CheckpointRef> checkpoints, int number) {
        while (checkpoints.size() > number) {
            CheckpointRef old = checkpoints.removeLast();
            boolean stillNamed = named.merge(old.key(), -1, CheckpointJanitor::sumAboveZero) != null;
            if (!stillNamed && !isAtRung(study, old)) {
                executor.execute(() -> delete.accept(old));
            }
        }
    }

    /** Those that the study keeps for good. */
    private boolean isAtRung(StudyId study, CheckpointRef checkpoint) {
        return Optional.ofNullable(studies.get(study))
                .map(StudyState::spec)
                .filter(spec -> spec.retention().rungs() && Rungs.isAt(spec.pruner(), checkpoint.epoch()))
                .isPresent();
    }

    private static @Nullable Integer sumAboveZero(Integer count, Integer change) {
        return count + change > 0 ? count + change : null;
    }
}
