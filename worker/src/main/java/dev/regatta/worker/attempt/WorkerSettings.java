package dev.regatta.worker.attempt;

import dev.regatta.protocol.WorkerId;
import java.time.Duration;

/**
 * What a worker is and how patient it is.
 *
 * @param device what it computes on: {@code cpu} or {@code gpu:N}
 * @param threads threads the engine computes with, ≥ 1
 * @param heartbeat time between heartbeats
 * @param lease without an arrived heartbeat for this long the worker gives up its attempt
 * @param answer how long it waits for the answer to a claim
 * @param farewell how long it waits for the tracking server and the coordinator once it is asked to end
 */
public record WorkerSettings(
        WorkerId worker,
        String device,
        int threads,
        Duration heartbeat,
        Duration lease,
        Duration answer,
        Duration farewell) {}
