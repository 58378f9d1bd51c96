package dev.regatta.protocol.fleet;

import dev.regatta.protocol.WorkerId;
import java.time.Instant;
import java.util.Optional;

/**
 * A worker lives, and what it is at. Renews the lease it names.
 *
 * @param sentAt by the worker's clock; for people, never for decisions
 * @param host name of the worker's machine
 * @param pid process id on that machine
 * @param device what it computes on: {@code cpu} or {@code gpu:N}
 * @param threads threads the engine computes with
 * @param version the worker's software
 * @param running the attempt in progress; empty: idle
 */
public record WorkerHeartbeat(
        WorkerId worker,
        Instant sentAt,
        WorkerState state,
        String host,
        long pid,
        String device,
        int threads,
        String version,
        Optional<RunningAttempt> running) {}
