package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.store.DeferredWrites;
import dev.regatta.coordinator.store.tracking.Rows.NumberedRun;
import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Tag;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jdbi.v3.core.Handle;

/**
 * What the writing thread remembers: the experiments and runs that it writes to, the numbers of metric keys, and the runs, tags and
 * points that the works of its transaction have made, which are written together before the commit. Bounded in size.
 *
 * <p>Only the writing thread uses it. Who wrote last to a shared database stands in it: once another coordinator has, what
 * is remembered here may be outdated, and is forgotten before the first work of the next transaction.
 */
final class WriterMemory implements DeferredWrites {

    private static final String LAST_WRITER = "tracking_writer";
    private static final int MOST_EXPERIMENTS = 100;
    private static final int MOST_RUNS = 10_000;
    private static final int MOST_KEYS = 50_000;
    private static final int MOST_POINTS = 20_000;

    private final Map<Long, Experiment> experiments = bounded(MOST_EXPERIMENTS);
    private final Map<String, NumberedRun> runs = bounded(MOST_RUNS);
    private final Map<String, Long> keys = bounded(MOST_KEYS);
    private final RunWriter newRuns = new RunWriter();
    private final MetricWriter points = new MetricWriter();

    private final String self = UUID.randomUUID().toString();
    private final boolean shared;
    private final MetricCounts counts;

    /** It is known that nothing remembered is outdated, for as long as the transaction lasts. */
    private boolean checked;

    /** 0 until it is read. */
    private long nextRun;

    /**
     * A memory without content.
     *
     * @param mostMetrics how many metrics a run may have
     * @param shared whether others may write too
     */
    WriterMemory(int mostMetrics, boolean shared) {
        this.shared = shared;
        counts = new MetricCounts(mostMetrics, bounded(MOST_RUNS));
    }

    /** Before each work. */
    void begin(Handle handle) {
        if (!shared || checked) {
            return;
        }
        checked = true;
        boolean wroteLast = handle.select("SELECT 1 FROM coordination WHERE name = ? AND value = ?", LAST_WRITER, self)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
        if (!wroteLast) {
            forget();
            handle.execute(
                    "INSERT INTO coordination (name, value) VALUES (?, ?) "
                            + "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    LAST_WRITER,
                    self);
        }
    }

    Optional<NumberedRun> run(Handle handle, String runId) {
        NumberedRun known = runs.get(runId);
        if (known != null) {
            return Optional.of(known);
        }
        flushRuns(handle); // a new run may have been forgotten since
        Optional<NumberedRun> found = handle.select("SELECT r.* FROM run r WHERE r.run_id = ?", runId)
                .map(Rows::numberedRun)
                .findFirst();
        found.ifPresent(run -> runs.put(runId, run));
        return found;
    }

    /** A number that no run has. */
    long nextRun(Handle handle) {
        if (nextRun == 0) {
            nextRun = handle.createQuery("SELECT coalesce(max(number), 0) + 1 FROM run")
                    .mapTo(Long.class)
                    .one();
        }
        return nextRun++;
    }

    /** Adds a new run before the commit. */
    void add(NumberedRun run) {
        newRuns.add(run);
        runs.put(run.info().runId(), run);
    }

    /** Puts a run's tags before the commit. */
    void putTags(long run, List<Tag> tags) {
        newRuns.put(run, tags);
    }

    /** The experiment as it was last read; {@code read} reads it. */
    Optional<Experiment> experiment(long id, LongFunction<Optional<Experiment>> read) {
        Experiment known = experiments.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Experiment> found = read.apply(id);
        found.ifPresent(experiment -> experiments.put(id, experiment));
        return found;
    }

    void forgetExperiment(long id) {
        experiments.remove(id);
    }

    void forgetRun(String runId) {
        runs.remove(runId);
    }

    void forgetRuns() {
        runs.clear();
    }

    /** @throws TrackingException if the run would have too many metrics */
    void add(Handle handle, NumberedRun run, List<Metric> metrics) {
        Map<String, Long> numbers = new HashMap<>();
        metrics.forEach(metric -> numbers.computeIfAbsent(metric.key(), key -> key(handle, key)));
        counts.add(handle, run.number(), Set.copyOf(numbers.values()), () -> write(handle));
        metrics.forEach(metric -> points.add(run, Objects.requireNonNull(numbers.get(metric.key())), metric));
        if (points.size() > MOST_POINTS) {
            write(handle);
        }
    }

    private long key(Handle handle, String key) {
        Long known = keys.get(key);
        return known == null ? intern(handle, key) : known;
    }

    /** Makes the database know all runs and their tags. */
    void flushRuns(Handle handle) {
        newRuns.write(handle);
    }

    /** Makes the database know all that was made. */
    void write(Handle handle) {
        newRuns.write(handle);
        points.write(handle);
    }

    @Override
    public void flush(Handle handle) {
        write(handle);
        checked = false;
    }

    @Override
    public void discard() {
        forget();
        newRuns.clear();
        points.clear();
        checked = false;
    }

    private void forget() {
        nextRun = 0;
        experiments.clear();
        runs.clear();
        keys.clear();
        counts.forget();
    }

    private long intern(Handle handle, String key) {
        long id = find(handle, key).orElseGet(() -> {
            handle.execute(
                    "INSERT INTO metric_key (id, name) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM metric_key), ?)",
                    key);
            return find(handle, key).orElseThrow();
        });
        keys.put(key, id);
        return id;
    }

    private static Optional<Long> find(Handle handle, String key) {
        return handle.select("SELECT id FROM metric_key WHERE name = ?", key)
                .mapTo(Long.class)
                .findFirst();
    }

    /** A map that forgets what was used longest ago. */
    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
