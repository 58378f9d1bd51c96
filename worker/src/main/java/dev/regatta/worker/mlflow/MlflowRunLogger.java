package dev.regatta.worker.mlflow;

import dev.regatta.worker.attempt.MetricPoint;
import dev.regatta.worker.attempt.RunLogger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/** Logs to an MLflow tracking server through its official client. */
public final class MlflowRunLogger implements RunLogger, AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final RetryingQueue queue;
    private final InstantSource clock;

    private MlflowRunLogger(RetryingQueue queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * @param server the tracking server's address
     * @param token sent as bearer token
     */
    public static MlflowRunLogger open(URI server, Optional<String> token, InstantSource clock) {
        return open(server, token, clock, DEADLINE, Backoff.USUAL);
    }

    static MlflowRunLogger open(
            URI server, Optional<String> token, InstantSource clock, Duration deadline, Backoff backoff) {
        BasicMlflowHostCreds credentials = token.map(bearer -> new BasicMlflowHostCreds(server.toString(), bearer))
                .orElseGet(() -> new BasicMlflowHostCreds(server.toString()));
        return new MlflowRunLogger(new RetryingQueue(new DeadlineClient(credentials, deadline), backoff), clock);
    }

    @Override
    public CompletableFuture<String> open(TrackedRun run) {
        return queue.add("open the run of " + run.trial(), client -> MlflowCalls.open(client, run, clock.instant()));
    }

    @Override
    public CompletableFuture<Void> log(String run, List<MetricPoint> points) {
        return queue.run("log to run " + run, client -> MlflowCalls.log(client, run, points));
    }

    @Override
    public CompletableFuture<Void> end(String run, RunStatus status, Map<String, String> tags, Instant at) {
        return queue.run("end run " + run, client -> MlflowCalls.end(client, run, status, tags, at));
    }

    @Override
    public void abandon() {
        queue.clear();
    }

    @Override
    public void close() {
        queue.close();
    }
}
