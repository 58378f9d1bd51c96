package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.runtime.FleetRegistry.Worker;
import dev.regatta.protocol.fleet.PoolName;
import dev.regatta.protocol.fleet.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The pools as the workers that are alive make them up. Pure. */
public final class Pools {

    /**
     * A pool's workers that take work.
     *
     * @param labels those that all of them have
     */
    public record Members(int workers, Map<String, String> labels) {
        private Members and(Map<String, String> others) {
            if (labels.equals(others)) {
                return new Members(workers + 1, labels);
            }
            Map<String, String> common = new HashMap<>(labels);
            common.entrySet().retainAll(others.entrySet());
            return new Members(workers + 1, Map.copyOf(common));
        }
    }

    private Pools() {}

    /** By name; the pool of workers that name none is always there, for programs that do not say that they live. */
    public static Map<String, Members> of(Iterable<Worker> workers, Instant now, Duration silence) {
        Map<String, Members> pools = new HashMap<>();
        Instant silentSince = now.minus(silence);
        for (Worker worker : workers) {
            if (takesWork(worker, silentSince)) {
                var offers = worker.heartbeat().offers();
                pools.merge(offers.pool(), new Members(1, offers.labels()), (known, one) -> known.and(one.labels()));
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
