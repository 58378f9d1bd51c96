package dev.regatta.worker.attempt;

import dev.regatta.protocol.TrialId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A tracking server in memory, which may be away; equal points are one, as in MLflow. Thread-safe. */
final class FakeRunLogger implements RunLogger {
    private record Call(Runnable task, CompletableFuture<?> answer) {}

    private final Map<String, String> runsByTrial = new LinkedHashMap<>();
    private final Map<String, List<MetricPoint>> points = new LinkedHashMap<>();
    private final Map<String, RunStatus> ended = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> tags = new LinkedHashMap<>();
    private final List<Call> waiting = new ArrayList<>();
    private final Map<String, String> artifacts = new LinkedHashMap<>();
    private boolean away;
    private boolean full;
    private int fullForArtifacts;
    private Optional<RuntimeException> refusal = Optional.empty();

    synchronized void leave() {
        away = true;
    }

    /** Answers without the lock, as a server does. */
    void comeBack() {
        takeWaiting().forEach(call -> call.task().run());
    }

    private synchronized List<Call> takeWaiting() {
        away = false;
        List<Call> calls = List.copyOf(waiting);
        waiting.clear();
        return calls;
    }

    synchronized void full(boolean now) {
        full = now;
    }

    /** There is no room for the next so many artifacts. */
    synchronized void fullForArtifacts(int calls) {
        fullForArtifacts = calls;
    }

    synchronized void refuse(RuntimeException reason) {
        refusal = Optional.of(reason);
    }

    @Override
    public CompletableFuture<String> open(TrackedRun run) {
        return call(() -> runsByTrial.computeIfAbsent(run.trial().toString(), trial -> run(run.trial())));
    }

    @Override
    public CompletableFuture<Void> log(TrialId trial, List<MetricPoint> logged) {
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(refusal.get());
        }
        return call(() -> {
            List<MetricPoint> known = points.computeIfAbsent(run(trial), id -> new ArrayList<>());
            logged.stream().filter(point -> !known.contains(point)).forEach(known::add);
            return null;
        });
    }

    @Override
    public synchronized CompletableFuture<Void> store(TrialId trial, Artifact artifact) {
        if (fullForArtifacts > 0 && !artifact.path().startsWith("logs/")) {
            fullForArtifacts--;
            return CompletableFuture.failedFuture(new QueueFullException("no room"));
        }
        return call(() -> {
            artifacts.put(run(trial) + ":" + artifact.path(), new String(artifact.content(), StandardCharsets.UTF_8));
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> end(TrialId trial, RunStatus status, Map<String, String> last, Instant at) {
        return call(() -> {
            ended.put(run(trial), status);
            tags.put(run(trial), last);
            return null;
        });
    }

    private static String run(TrialId trial) {
        return "run-of-" + trial;
    }

    private synchronized <T> T served(Supplier<T> task) {
        return task.get();
    }

    private synchronized <T> CompletableFuture<T> call(Supplier<T> task) {
        if (full) {
            return CompletableFuture.failedFuture(new QueueFullException("no room"));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Call call = new Call(() -> answer.complete(served(task)), answer);
        if (away) {
            waiting.add(call);
        } else {
            call.task().run();
        }
        return answer;
    }

    @Override
    public synchronized void abandon() {
        waiting.forEach(call -> call.answer().completeExceptionally(new CancellationException()));
        waiting.clear();
    }

    /** What was stored last, as text, by run and path. */
    synchronized Map<String, String> artifacts() {
        return Map.copyOf(artifacts);
    }

    synchronized List<MetricPoint> points(String run) {
        return List.copyOf(points.getOrDefault(run, List.of()));
    }

    synchronized Optional<RunStatus> status(String run) {
        return Optional.ofNullable(ended.get(run));
    }

    synchronized Map<String, String> tags(String run) {
        return tags.getOrDefault(run, Map.of());
    }
}
