package dev.regatta.worker.attempt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Saves one checkpoint at a time beside the training. For the training's thread. */
public final class CheckpointSaver {
    private final Executor executor;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** @param executor where checkpoints are saved */
    public CheckpointSaver(Executor executor) {
        this.executor = executor;
    }

    /** Begins to save; whoever calls has awaited the one before. */
    public void save(Runnable saving) {
        last = CompletableFuture.runAsync(saving, executor);
    }

    /** Waits for the last one, and throws what it threw. */
    public void await() {
        CompletableFuture<Void> awaited = last;
        last = CompletableFuture.completedFuture(null); // a failure is told once
        try {
            awaited.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            } else if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
