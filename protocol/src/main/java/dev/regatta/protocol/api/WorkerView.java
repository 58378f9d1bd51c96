package dev.regatta.protocol.api;

import dev.regatta.protocol.fleet.WorkerState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A worker as the API shows it.
 *
 * @param state its own last word; {@code alive} says whether that is fresh
 * @param alive false once its heartbeats have stayed away for a lease's length
 * @param memoryBytes of its machine; 0 where it does not say
 * @param utilization the part of the time since it was first seen in which it ran an attempt, 0 to 1
 * @param attempt the attempt it runs, written {@code study/trial/number}
 */
public record WorkerView(
        String worker,
        WorkerState state,
        boolean alive,
        String host,
        long pid,
        String device,
        int threads,
        String version,
        String pool,
        Map<String, String> labels,
        long memoryBytes,
        double utilization,
        Instant firstSeenAt,
        Instant lastSeenAt,
        Optional<String> attempt,
        Optional<TrialView.ProgressView> progress) {}
