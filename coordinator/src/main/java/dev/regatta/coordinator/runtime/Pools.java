package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.runtime.FleetRegistry.Worker;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.fleet.PoolName;
import dev.regatta.protocol.fleet.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The pools as the workers that are alive make them up. Pure. */
public final class Pools {

    /**
     * A pool's workers that take work.
     *
     * @param free those that have no attempt
     * @param labels those that all of them have
     */
    public record Members(int free, Map<String, String> labels) {
        private Members and(Members other) {
            if (labels.equals(other.labels)) {
                return new Members(free + other.free, labels);
            }
            Map<String, String> common = new HashMap<>(labels);
            common.entrySet().retainAll(other.labels.entrySet());
            return new Members(free + other.free, Map.copyOf(common));
        }
    }

    private Pools() {}

    /**
     * By name; the pool of workers that name none is always there, so that what lies in it stays.
     *
     * @param busy the workers that have an attempt
     * @param silence time without a heartbeat after which a worker no longer counts as alive
     */
    public static Map<String, Members> of(Iterable<Worker> workers, Set<WorkerId> busy, Instant now, Duration silence) {
        Map<String, Members> pools = new HashMap<>();
        Instant silentSince = now.minus(silence);
        for (Worker worker : workers) {
            if (takesWork(worker, silentSince)) {
                var offers = worker.heartbeat().offers();
                int free = busy.contains(worker.heartbeat().worker()) ? 0 : 1;
                pools.merge(offers.pool(), new Members(free, offers.labels()), Members::and);
            }
        }
        pools.putIfAbsent(PoolName.DEFAULT, new Members(0, Map.of()));
        return pools;
    }

    /** True if it is alive and was not told to take no more. */
    public static boolean takesWork(Worker worker, Instant now, Duration silence) {
        return takesWork(worker, now.minus(silence));
    }

    private static boolean takesWork(Worker worker, Instant silentSince) {
        WorkerState state = worker.heartbeat().state();
        return (state == WorkerState.IDLE || state == WorkerState.BUSY)
                && worker.lastSeenAt().isAfter(silentSince);
    }
}
