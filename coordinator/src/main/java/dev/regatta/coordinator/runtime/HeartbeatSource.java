package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.fleet.WorkerHeartbeat;
import java.util.List;

/** The workers' heartbeats as they come. Used by one thread. */
public interface HeartbeatSource {

    /** Every heartbeat that has come since the last call; empty once none is left. Does not wait. */
    List<WorkerHeartbeat> poll();
}
