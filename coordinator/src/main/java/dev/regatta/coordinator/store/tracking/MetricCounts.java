package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.Collection;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Bounds how many metrics a run has: whoever reads a run holds the latest point of each. What is remembered of a run is never
 * less than what it has; it is counted anew only when it may be too much. Not thread-safe.
 */
final class MetricCounts {

    private final int most;
    private final Map<Long, Integer> atMost;

    /** @param atMost remembers some runs */
    MetricCounts(int most, Map<Long, Integer> atMost) {
        this.most = most;
        this.atMost = atMost;
    }

    /**
     * Notes that a run is about to have points of these keys.
     *
     * @param flush makes the database hold all that was logged before
     * @throws TrackingException if the run would have too many metrics
     */
    void add(Handle handle, long run, Collection<Long> keys, Runnable flush) {
        Integer known = atMost.get(run);
        int before = known == null ? count(handle, run) : known;
        if (before + keys.size() > most) {
            flush.run();
            before = count(handle, run);
            int added = keys.size() - existing(handle, run, keys);
            if (before + added > most) {
                throw TrackingException.invalid(
                        "The run would have " + (before + added) + " metrics of different keys, must have ≤ " + most);
            }
            atMost.put(run, before + added);
        } else {
            atMost.put(run, before + keys.size());
        }
    }

    void forget() {
        atMost.clear();
    }

    private static int count(Handle handle, long run) {
        return handle.select("SELECT count(*) FROM latest_metric WHERE run = ?", run)
                .mapTo(Integer.class)
                .one();
    }

    private static int existing(Handle handle, long run, Collection<Long> keys) {
        return new Sql()
                .add("SELECT count(*) FROM latest_metric WHERE run = ? AND metric_key IN", run)
                .numbers(keys)
                .query(handle)
                .mapTo(Integer.class)
                .one();
    }
}
