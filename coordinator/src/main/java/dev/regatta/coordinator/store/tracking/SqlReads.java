package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.tracking.TrackingReads;
import dev.regatta.coordinator.tracking.model.DatasetSummary;
import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.LifecycleStage;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Run;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.search.Query;
import dev.regatta.coordinator.tracking.search.RunCursor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The questions of one transaction. Lives as long as its handle. */
class SqlReads implements TrackingReads {

    private static final String EXPERIMENT = "SELECT e.* FROM experiment e ";
    private static final String RUN = "SELECT r.* FROM run r ";

    private static final String POINTS = "SELECT m.step, m.timestamp_ms, m.is_number, m.value FROM metric m "
            + "WHERE m.run = (SELECT number FROM run WHERE run_id = ?) "
            + "AND m.metric_key = (SELECT id FROM metric_key WHERE name = ?)";

    protected final Handle handle;

    SqlReads(Handle handle) {
        this.handle = handle;
    }

    @Override
    public Optional<Experiment> experiment(long id) {
        return tagged(handle.select(EXPERIMENT + "WHERE e.id = ?", id)
                        .map(Rows::experiment)
                        .list())
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Experiment> experimentNamed(String name) {
        return tagged(handle.select(EXPERIMENT + "WHERE e.name = ?", name)
                        .map(Rows::experiment)
                        .list())
                .stream()
                .findFirst();
    }

    @Override
    public List<Experiment> experiments(Query query) {
        Sql sql = new SearchSql(SearchedTable.EXPERIMENTS).select(query, List.of());
        return tagged(sql.query(handle).map(Rows::experiment).list());
    }

    @Override
    public Optional<RunInfo> runInfo(String runId) {
        return handle.select(RUN + "WHERE r.run_id = ?", runId)
                .map(Rows::runInfo)
                .findFirst();
    }

    @Override
    public Optional<Run> run(String runId) {
        return RunDetails.complete(
                        handle,
                        handle.select(RUN + "WHERE r.run_id = ?", runId)
                                .map(Rows::numberedRun)
                                .list())
                .stream()
                .findFirst();
    }

    @Override
    public List<Run> runs(Collection<Long> experimentIds, Query query) {
        if (experimentIds.isEmpty()) {
            return List.of();
        }
        Sql sql = new SearchSql(SearchedTable.RUNS).select(query, experimentIds);
        return RunDetails.complete(
                handle, sql.query(handle).map(Rows::numberedRun).list());
    }

    @Override
    public List<RunInfo> runList(long experimentId, Optional<RunCursor> after, int limit) {
        Sql sql = new Sql()
                .add(RUN + "WHERE r.experiment = ? AND r.stage = ?", experimentId, LifecycleStage.ACTIVE.word());
        after.ifPresent(
                place -> sql.add("AND (r.start_time_ms, r.run_id) < (?, ?)", place.startTimeMs(), place.runId()));
        return sql.add("ORDER BY r.start_time_ms DESC, r.run_id DESC LIMIT ?", limit)
                .query(handle)
                .map(Rows::runInfo)
                .list();
    }

    @Override
    public Optional<RunInfo> runOfTrial(String trial) {
        return handle.select(
                        RUN + "JOIN run_tag t ON t.run = r.number "
                                + "WHERE t.name = '" + Tag.TRIAL + "' AND substr(t.value, 1, 100) = substr(?, 1, 100) "
                                + "AND t.value = ? AND r.stage = ? "
                                + "ORDER BY r.start_time_ms DESC, r.number DESC LIMIT 1",
                        trial,
                        trial,
                        LifecycleStage.ACTIVE.word())
                .map(Rows::runInfo)
                .findFirst();
    }

    @Override
    public Map<String, String> params(String runId, Collection<String> keys) {
        Map<String, String> params = new LinkedHashMap<>();
        new Sql()
                .add("SELECT p.name, p.value FROM run_param p JOIN run r ON r.number = p.run WHERE r.run_id = ?", runId)
                .add("AND p.name IN")
                .list(keys)
                .query(handle)
                .map((row, context) -> params.put(row.getString(1), row.getString(2)))
                .forEach(before -> {});
        return params;
    }

    @Override
    public List<Metric> history(String runId, String key) {
        return points(
                key,
                new Sql()
                        .add(POINTS, runId, key)
                        .add("ORDER BY m.arrival, m.step, m.timestamp_ms, m.is_number, m.value"));
    }

    @Override
    public List<Metric> curve(String runId, String key, long fromStep, long toStep) {
        return points(
                key,
                new Sql()
                        .add(POINTS, runId, key)
                        .add("AND m.step BETWEEN ? AND ?", fromStep, toStep)
                        .add("ORDER BY m.step, m.timestamp_ms, m.is_number, m.value"));
    }

    /** A curve may have millions of points: their key is not read with each of them. */
    private List<Metric> points(String key, Sql sql) {
        return sql.query(handle).map((row, context) -> Rows.point(key, row)).list();
    }

    @Override
    public List<DatasetSummary> datasets(Collection<Long> experimentIds) {
        return experimentIds.isEmpty() ? List.of() : Inputs.summaries(handle, experimentIds);
    }

    private List<Experiment> tagged(List<Experiment> experiments) {
        return experiments.stream().map(this::tagged).toList();
    }

    private Experiment tagged(Experiment bare) {
        Map<String, String> tags = new LinkedHashMap<>();
        handle.select("SELECT name, value FROM experiment_tag WHERE experiment = ?", bare.id())
                .map((row, context) -> new Tag(row.getString(1), row.getString(2)))
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return new Experiment(
                bare.id(),
                bare.name(),
                bare.artifactLocation(),
                bare.stage(),
                bare.creationTimeMs(),
                bare.lastUpdateTimeMs(),
                tags);
    }
}
