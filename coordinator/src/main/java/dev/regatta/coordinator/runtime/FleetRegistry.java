package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.fleet.RunningAttempt;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
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
     * @param busy time up to heartbeats that told of an attempt
     * @param progress of the attempt it trains, as far as it was heard of
     */
    public record Worker(
            WorkerHeartbeat heartbeat,
            Instant firstSeenAt,
            Instant lastSeenAt,
            Duration busy,
            Optional<Progress> progress) {

        /** The part of the time since it was first seen in which it ran an attempt, 0 to 1. */
        public double utilization() {
            long seen = Duration.between(firstSeenAt, lastSeenAt).toMillis();
            return seen == 0 ? 0 : (double) busy.toMillis() / seen;
        }

        /** Estimated seconds to the end of the attempt's training; empty until two heartbeats told of its steps. */
        public Optional<Double> remainingSeconds() {
            return heartbeat
                    .running()
                    .flatMap(running -> secondsPerStep().map(each -> each * (running.steps() - running.step())));
        }

        /** Mean seconds of the steps it was heard of; empty until two heartbeats told of them. */
        public Optional<Double> secondsPerStep() {
            return progress.filter(it -> it.step() > it.firstStep())
                    .map(it -> Duration.between(it.firstAt(), it.lastStepAt()).toMillis()
                            / 1000.0
                            / (it.step() - it.firstStep()));
        }
    }

    /**
     * Steps of an attempt.
     *
     * @param firstStep the first that was heard of, at {@code firstAt}
     * @param step the last, first heard of at {@code lastStepAt}
     */
    public record Progress(AttemptId attempt, long firstStep, Instant firstAt, long step, Instant lastStepAt) {

        Progress at(long now, Instant when) {
            return now == step ? this : new Progress(attempt, firstStep, firstAt, now, when);
        }
    }

    private final Map<WorkerId, Worker> workers = new ConcurrentHashMap<>();
    private Instant nextForgetting = Instant.EPOCH;

    public void heard(WorkerHeartbeat heartbeat, Instant at) {
        workers.compute(
                heartbeat.worker(),
                (id, known) -> new Worker(
                        heartbeat,
                        known == null ? at : known.firstSeenAt(),
                        at,
                        busy(known, heartbeat, at),
                        progress(known, heartbeat, at)));
        if (at.isAfter(nextForgetting)) {
            nextForgetting = at.plus(FORGET.dividedBy(60));
            workers.values().removeIf(worker -> worker.lastSeenAt().plus(FORGET).isBefore(at));
        }
    }

    private static Duration busy(
            @org.jspecify.annotations.Nullable Worker known, WorkerHeartbeat heartbeat, Instant at) {
        if (known == null) {
            return Duration.ZERO;
        }
        return heartbeat.running().isPresent()
                ? known.busy().plus(Duration.between(known.lastSeenAt(), at))
                : known.busy();
    }

    private static Optional<Progress> progress(
            @org.jspecify.annotations.Nullable Worker known, WorkerHeartbeat heartbeat, Instant at) {
        Optional<RunningAttempt> training =
                heartbeat.running().filter(running -> running.phase().equals("training"));
        if (training.isEmpty()) {
            return Optional.empty();
        }
        RunningAttempt now = training.get();
        Optional<Progress> before = known == null ? Optional.empty() : known.progress();
        return Optional.of(before.filter(progress -> progress.attempt().equals(now.attempt()))
                .map(progress -> progress.at(now.step(), at))
                .orElseGet(() -> new Progress(now.attempt(), now.step(), at, now.step(), at)));
    }

    /** Every worker known, in no order. */
    public Collection<Worker> known() {
        return Collections.unmodifiableCollection(workers.values());
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
