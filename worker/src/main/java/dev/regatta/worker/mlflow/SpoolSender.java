package dev.regatta.worker.mlflow;

import dev.regatta.protocol.TrialId;
import dev.regatta.worker.attempt.MetricPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the {@link Spool}, each call until the server answers it; points of one trial that wait together go in
 * one batch. What an earlier process left is sent first. Thread-safe; the sending has a thread of its own.
 */
final class SpoolSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolSender.class);
    /** The API's bound for metrics in a batch. */
    private static final int BATCH = 1000;

    private static final byte[] NOTHING = {};

    private final Spool spool;
    private final DeadlineClient client;
    private final ArtifactUploads uploads;
    private final Backoff backoff;
    /** Who waits for a call, by where the next one begins. Guarded by {@code this}, and so is the calls' order. */
    private final Map<Long, CompletableFuture<String>> answers = new HashMap<>();
    /** Only the sending thread knows the runs. */
    private final Map<TrialId, String> runs = new HashMap<>();

    private final Thread thread = new Thread(this::work, "mlflow");

    SpoolSender(Spool spool, DeadlineClient client, ArtifactUploads uploads, Backoff backoff) {
        this.spool = spool;
        this.client = client;
        this.uploads = uploads;
        this.backoff = backoff;
        thread.setDaemon(true);
        thread.start();
    }

    CompletableFuture<String> add(LogCall call) {
        return add(call, NOTHING);
    }

    /**
     * Adds a call; never waits for the server.
     *
     * @return the run's id once the server has answered; it fails if the server refuses, or at once if the queue is full
     */
    synchronized CompletableFuture<String> add(LogCall call, byte[] content) {
        try {
            CompletableFuture<String> answer = new CompletableFuture<>();
            answers.put(spool.append(call, content), answer);
            return answer;
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Drops every call that is not yet answered. */
    void clear() {
        takeAll().forEach(answer -> answer.completeExceptionally(new CancellationException("given up")));
    }

    private synchronized List<CompletableFuture<String>> takeAll() {
        spool.clear();
        List<CompletableFuture<String>> dropped = List.copyOf(answers.values());
        answers.clear();
        return dropped;
    }

    /** Calls that go together, in their order. */
    private record Parcel(List<Spool.Entry> entries) {
        LogCall first() {
            return entries.get(0).call();
        }

        byte[] content() {
            return entries.get(0).content();
        }

        long end() {
            return entries.get(entries.size() - 1).end();
        }

        List<MetricPoint> points() {
            return entries.stream()
                    .flatMap(entry -> ((LogCall.Log) entry.call()).points().stream())
                    .toList();
        }
    }

    private void work() {
        try {
            while (true) {
                Parcel parcel = next();
                sendUntilAnswered(parcel);
            }
        } catch (InterruptedException e) {
            LOG.debug("logging ends");
        } finally {
            client.close();
        }
    }

    private Parcel next() throws InterruptedException {
        List<Spool.Entry> entries = new ArrayList<>(List.of(spool.first()));
        if (entries.get(0).call() instanceof LogCall.Log first) {
            int points = first.points().size();
            Optional<Spool.Entry> more = spool.after(entries.get(0));
            while (more.isPresent()
                    && more.get().call() instanceof LogCall.Log log
                    && log.trial().equals(first.trial())
                    && points + log.points().size() <= BATCH) {
                entries.add(more.get());
                points += log.points().size();
                more = spool.after(more.get());
            }
        }
        return new Parcel(entries);
    }

    private void sendUntilAnswered(Parcel parcel) throws InterruptedException {
        int failures = 0;
        while (awaited(parcel)) {
            try {
                String run = client.call(server -> send(server, parcel), patience(parcel));
                settle(parcel, answer -> answer.complete(run));
                return;
            } catch (ExecutionException e) {
                Throwable error = e.getCause() == null ? e : e.getCause();
                if (refused(error)) {
                    LOG.warn("the tracking server refuses {}: {}", describe(parcel), error.getMessage());
                    settle(parcel, answer -> answer.completeExceptionally(error));
                    return;
                }
                client.turnToTheNext();
                pause(parcel, ++failures, String.valueOf(error.getMessage()));
            } catch (TimeoutException e) {
                pause(parcel, ++failures, "no answer in time");
            }
        }
    }

    /** False once the parcel was dropped. */
    private boolean awaited(Parcel parcel) {
        return spool.holds(parcel.entries().get(0));
    }

    /** Whoever waits is told without the lock, since they may take others. */
    private void settle(Parcel parcel, Consumer<CompletableFuture<String>> outcome) {
        acknowledge(parcel).forEach(outcome);
    }

    private synchronized List<CompletableFuture<String>> acknowledge(Parcel parcel) {
        List<CompletableFuture<String>> settled = new ArrayList<>();
        if (awaited(parcel)) {
            for (Spool.Entry entry : parcel.entries()) {
                Optional.ofNullable(answers.remove(entry.end())).ifPresent(settled::add);
            }
            spool.acknowledge(parcel.end());
        }
        return settled;
    }

    private String send(DeadlineClient.Server target, Parcel parcel) {
        MlflowClient server = target.client();
        LogCall call = parcel.first();
        if (call instanceof LogCall.Open open) {
            String run = MlflowCalls.open(server, open.run(), open.startMillis());
            runs.put(open.trial(), run);
            return run;
        }
        String run = runs.computeIfAbsent(call.trial(), trial -> MlflowCalls.find(server, trial));
        if (call instanceof LogCall.Log) {
            MlflowCalls.log(server, run, parcel.points());
        } else if (call instanceof LogCall.Store store) {
            uploads.put(
                    target.address(), server.getRun(run).getInfo().getArtifactUri(), store.path(), parcel.content());
        } else if (call instanceof LogCall.End end) {
            MlflowCalls.end(server, run, end);
        }
        return run;
    }

    /** An upload takes longer than a call. */
    private java.time.Duration patience(Parcel parcel) {
        return ArtifactUploads.patience(client.deadline(), parcel.content().length);
    }

    /** An answer that another try would not change. */
    private static boolean refused(Throwable error) {
        if (error instanceof MlflowHttpException http) {
            int status = http.getStatusCode();
            return status >= 400 && status < 500 && status != 408 && status != 429;
        }
        return error instanceof MlflowCalls.NoRunException;
    }

    private static String describe(Parcel parcel) {
        LogCall call = parcel.first();
        return call.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) + " of " + call.trial();
    }

    private void pause(Parcel parcel, int failures, String reason) throws InterruptedException {
        LOG.warn("the tracking server does not take {}, trying again: {}", describe(parcel), reason);
        TimeUnit.MILLISECONDS.sleep(backoff.after(failures).toMillis());
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        spool.close();
    }
}
