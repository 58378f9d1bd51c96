package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.fleet.RunningAttempt;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The workers by their last heartbeats. Thread-safe: one thread writes, any may read. */
public final class FleetRegistry {

    /** A stopped or silent worker is forgotten after this time. */
    private static final Duration FORGET = Duration.ofHours(1);

    /**
     * A worker as it is known.
     *
     * @param progressSince the first progress heard of the attempt it runs, from which its speed is told
     */
    public record Worker(
            WorkerHeartbeat heartbeat, Instant firstSeenAt, Instant lastSeenAt, Optional<Mark> progressSince) {

        /** Estimated seconds to the end of the attempt's training; empty until two heartbeats told of its steps. */
        public Optional<Double> remainingSeconds() {
            return heartbeat.running().flatMap(running -> progressSince.flatMap(mark -> remaining(running, mark)));
        }

        private Optional<Double> remaining(RunningAttempt running, Mark mark) {
            long done = running.step() - mark.step();
            if (done <= 0) {
                return Optional.empty();
            }
            double elapsed = Duration.between(mark.at(), lastSeenAt).toMillis() / 1000.0;
            return Optional.of(elapsed / done * (running.steps() - running.step()));
        }
    }

    /** A step and when it was heard of. */
    public record Mark(AttemptId attempt, long step, Instant at) {}

    private final Map<WorkerId, Worker> workers = new ConcurrentHashMap<>();

    public void heard(WorkerHeartbeat heartbeat, Instant at) {
        workers.compute(
                heartbeat.worker(),
                (id, known) -> new Worker(
                        heartbeat, known == null ? at : known.firstSeenAt(), at, mark(known, heartbeat, at)));
        workers.values().removeIf(worker -> worker.lastSeenAt().plus(FORGET).isBefore(at));
    }

    private static Optional<Mark> mark(
            @org.jspecify.annotations.Nullable Worker known, WorkerHeartbeat heartbeat, Instant at) {
        Optional<RunningAttempt> training =
                heartbeat.running().filter(running -> running.phase().equals("training"));
        if (training.isEmpty()) {
            return Optional.empty();
        }
        Optional<Mark> before = known == null ? Optional.empty() : known.progressSince();
        return before.filter(mark -> mark.attempt().equals(training.get().attempt()))
                .or(() -> Optional.of(
                        new Mark(training.get().attempt(), training.get().step(), at)));
    }

    /** Every worker known, by name. */
    public List<Worker> workers() {
        return workers.values().stream()
                .sorted(Comparator.comparing(
                        worker -> worker.heartbeat().worker().value()))
                .toList();
    }

    /** The worker that said last that it runs this attempt. */
    public Optional<Worker> running(AttemptId attempt) {
        return workers.values().stream()
                .filter(worker -> worker.heartbeat()
                        .running()
                        .filter(running -> running.attempt().equals(attempt))
                        .isPresent())
                .findFirst();
    }
}
