package dev.regatta.worker.attempt;

import dev.regatta.protocol.fleet.WorkerHeartbeat;

/** The way heartbeats take. */
public interface HeartbeatSender {

    /**
     * Sends once; what gets lost is not sent again.
     *
     * @param arrived run once it arrived
     */
    void send(WorkerHeartbeat heartbeat, Runnable arrived);
}
