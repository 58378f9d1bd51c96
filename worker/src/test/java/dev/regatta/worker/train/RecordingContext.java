package dev.regatta.worker.train;

import dev.regatta.worker.attempt.AttemptContext;
import dev.regatta.worker.attempt.Progress;
import dev.regatta.worker.attempt.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** An attempt that keeps all it is given and asks the run to stop once {@code stopAt} holds for its progress. */
final class RecordingContext implements AttemptContext {
    private final Predicate<Progress> stopAt;
    private final List<Progress> progress = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private boolean stopped;

    RecordingContext(Predicate<Progress> stopAt) {
        this.stopAt = stopAt;
    }

    static RecordingContext undisturbed() {
        return new RecordingContext(progress -> false);
    }

    @Override
    public boolean stopRequested() {
        return stopped;
    }

    @Override
    public void progress(Progress now) {
        progress.add(now);
        stopped |= stopAt.test(now);
    }

    @Override
    public void checkpoint(Snapshot snapshot) {
        snapshots.add(snapshot);
    }

    List<Progress> progress() {
        return progress;
    }

    List<Snapshot> snapshots() {
        return snapshots;
    }

    Optional<byte[]> lastState() {
        return snapshots.isEmpty()
                ? Optional.empty()
                : Optional.of(snapshots.get(snapshots.size() - 1).state());
    }
}
