package dev.regatta.worker.attempt;

import dev.regatta.protocol.command.RunTrial;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The trial's run in the tracking server, as one attempt logs to it; nothing here waits for the server. A call for which the logger's queue
 * has no room is made again with the next one. Thread-safe.
 */
final class TrackedRun {

    private final RunTrial work;
    private final RunLogger logger;
    private final PointLedger points;
    private final Consumer<String> onLateOpening;
    private Optional<String> id = Optional.empty();
    private boolean openQueued;
    private boolean awaited;
    private CompletableFuture<Void> logging = CompletableFuture.completedFuture(null);

    /** @param onLateOpening hears the run's id if it comes after {@link #awaited} */
    TrackedRun(RunTrial work, RunLogger logger, PointLedger points, Consumer<String> onLateOpening) {
        this.work = work;
        this.logger = logger;
        this.points = points;
        this.onLateOpening = onLateOpening;
    }

    synchronized void open() {
        CompletableFuture<String> opening = logger.open(TrackedTrials.of(work));
        if (!isFull(opening)) {
            openQueued = true;
            logging = CompletableFuture.allOf(logging, opening.thenAccept(this::opened));
        }
    }

    /** True if the queue to the tracking server had no room for the call. */
    static boolean isFull(CompletableFuture<?> asked) {
        return asked.isCompletedExceptionally()
                && asked.handle((done, error) -> error instanceof QueueFullException)
                        .join();
    }

    private void opened(String run) {
        boolean late;
        synchronized (this) {
            id = Optional.of(run);
            late = awaited;
        }
        if (late) {
            onLateOpening.accept(run);
        }
    }

    synchronized Optional<String> id() {
        return id;
    }

    /** From here on a run that opens is told of; the run, if it has opened by now. */
    synchronized Optional<String> awaited() {
        awaited = true;
        return id;
    }

    /** Stores a file with the run, which is not waited for: no result depends on it. False while the run is not open. */
    synchronized boolean store(Artifact artifact) {
        if (openQueued) {
            CompletableFuture<Void> unused = logger.store(work.attempt().trial(), artifact);
        }
        return openQueued;
    }

    /** Logs points whose checkpoint is accepted. */
    synchronized void log(List<MetricPoint> accepted) {
        if (!accepted.isEmpty() && !queue(accepted)) {
            points.returned(accepted);
        }
    }

    /** False if the queue to the tracking server has no room. */
    private boolean queue(List<MetricPoint> accepted) {
        if (!openQueued) {
            open();
        }
        CompletableFuture<Void> asked = openQueued
                ? logger.log(work.attempt().trial(), accepted)
                : CompletableFuture.failedFuture(new QueueFullException("the run is not open"));
        if (isFull(asked)) {
            return false;
        }
        logging = CompletableFuture.allOf(logging, asked.thenRun(() -> points.logged(accepted)));
        return true;
    }

    /** Fails once the tracking server has refused points for good. */
    synchronized CompletableFuture<Void> logging() {
        return logging;
    }
}
