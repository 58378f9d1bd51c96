package dev.regatta.worker.mlflow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls in their order, each tried until the server answers it. What waits here is also in the trial's newest checkpoint
 * and is bounded by the trial's length, so the queue needs no bound. Thread-safe; the calls have a thread of their own.
 */
final class RetryingQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetryingQueue.class);

    private record Call<T>(String what, Function<MlflowClient, T> request, CompletableFuture<T> answer) {}

    private final DeadlineClient client;
    private final Backoff backoff;
    private final LinkedBlockingQueue<Call<?>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::work, "mlflow");
    private volatile @Nullable Call<?> current;

    RetryingQueue(DeadlineClient client, Backoff backoff) {
        this.client = client;
        this.backoff = backoff;
        thread.setDaemon(true);
        thread.start();
    }

    /** @param what names the call in the log */
    <T> CompletableFuture<T> add(String what, Function<MlflowClient, T> request) {
        Call<T> call = new Call<>(what, request, new CompletableFuture<>());
        waiting.add(call);
        return call.answer();
    }

    /** As {@link #add}, for calls without an answer. */
    CompletableFuture<Void> run(String what, Consumer<MlflowClient> request) {
        return add(what, server -> {
                    request.accept(server);
                    return Boolean.TRUE;
                })
                .thenAccept(done -> {});
    }

    /** Drops every call that is not yet done. */
    void clear() {
        List<Call<?>> dropped = new ArrayList<>();
        waiting.drainTo(dropped);
        dropped.forEach(RetryingQueue::cancel);
        Call<?> underWay = current;
        if (underWay != null) {
            cancel(underWay);
        }
    }

    private static void cancel(Call<?> call) {
        call.answer().completeExceptionally(new CancellationException(call.what() + " was given up"));
    }

    private void work() {
        try {
            while (true) {
                Call<?> call = waiting.take();
                current = call;
                tryUntilAnswered(call);
                current = null;
            }
        } catch (InterruptedException e) {
            LOG.debug("logging ends");
        } finally {
            client.close();
        }
    }

    private <T> void tryUntilAnswered(Call<T> call) throws InterruptedException {
        int failures = 0;
        while (!call.answer().isDone()) {
            try {
                call.answer().complete(client.call(call.request()));
            } catch (ExecutionException e) {
                Throwable error = e.getCause() == null ? e : e.getCause();
                if (refused(error)) {
                    call.answer().completeExceptionally(error);
                } else {
                    pause(call, ++failures, String.valueOf(error.getMessage()));
                }
            } catch (TimeoutException e) {
                pause(call, ++failures, "no answer in time");
            }
        }
    }

    /** An answer that another try would not change. */
    private static boolean refused(Throwable error) {
        return error instanceof MlflowHttpException http
                && http.getStatusCode() >= 400
                && http.getStatusCode() < 500
                && http.getStatusCode() != 408
                && http.getStatusCode() != 429;
    }

    private void pause(Call<?> call, int failures, String reason) throws InterruptedException {
        LOG.warn("the tracking server does not {}, trying again: {}", call.what(), reason);
        TimeUnit.MILLISECONDS.sleep(backoff.after(failures).toMillis());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
