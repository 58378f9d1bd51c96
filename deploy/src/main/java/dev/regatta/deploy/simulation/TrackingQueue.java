package dev.regatta.deploy.simulation;

import dev.regatta.protocol.TrialId;
import dev.regatta.worker.attempt.Artifact;
import dev.regatta.worker.attempt.MetricPoint;
import dev.regatta.worker.attempt.RunLogger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A worker's queue to the tracking server: in order, each call taking its time. */
final class TrackingQueue implements RunLogger {
    private final TrackingServer server;
    private final Machine machine;
    private final Link link;
    private final List<CompletableFuture<?>> open = new ArrayList<>();

    TrackingQueue(TrackingServer server, Machine machine, Link link) {
        this.server = server;
        this.machine = machine;
        this.link = link;
    }

    @Override
    public CompletableFuture<String> open(TrackedRun run) {
        return call(() -> server.open(run.trial()));
    }

    @Override
    public CompletableFuture<Void> log(TrialId trial, List<MetricPoint> points) {
        return call(() -> {
            server.log(trial, points);
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> store(TrialId trial, Artifact artifact) {
        return call(() -> null);
    }

    @Override
    public CompletableFuture<Void> end(TrialId trial, RunStatus status, Map<String, String> tags, Instant at) {
        return call(() -> {
            server.end(trial, status);
            return null;
        });
    }

    private <T> CompletableFuture<T> call(Supplier<T> done) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        open.add(answer);
        link.send(() -> {
            if (!answer.isCancelled() && !answer.isDone()) {
                T result = done.get();
                machine.after(0, () -> answer.complete(result));
            }
        });
        return answer;
    }

    @Override
    public void abandon() {
        link.drop();
        open.forEach(answer -> answer.completeExceptionally(new CancellationException()));
        open.clear();
    }
}
