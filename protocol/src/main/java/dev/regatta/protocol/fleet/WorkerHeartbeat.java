package dev.regatta.protocol.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
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
 * @param equipment its pool and what it offers; empty from workers that know no pools
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
        Optional<RunningAttempt> running,
        Optional<Equipment> equipment) {

    @JsonCreator
    public WorkerHeartbeat {}

    /** Of a worker that says nothing of its equipment. */
    public WorkerHeartbeat(
            WorkerId worker,
            Instant sentAt,
            WorkerState state,
            String host,
            long pid,
            String device,
            int threads,
            String version,
            Optional<RunningAttempt> running) {
        this(worker, sentAt, state, host, pid, device, threads, version, running, Optional.empty());
    }

    /** What it offers, as far as it says. */
    public Equipment offers() {
        return equipment.orElse(Equipment.UNKNOWN);
    }
}
