package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.store.tracking.Rows.NumberedRun;
import dev.regatta.coordinator.tracking.TrackingWrites;
import dev.regatta.coordinator.tracking.model.DatasetInput;
import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.LifecycleStage;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Param;
import dev.regatta.coordinator.tracking.model.Run;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.search.Query;
import dev.regatta.coordinator.tracking.search.RunCursor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The changes of one transaction. Lives as long as its handle. */
final class SqlWrites extends SqlReads implements TrackingWrites {

    private static final String ADD_PARAM = "INSERT INTO run_param (run, name, value) VALUES (?, ?, ?)";

    private final WriterMemory memory;

    SqlWrites(Handle handle, WriterMemory memory) {
        super(handle);
        this.memory = memory;
        memory.begin(handle);
    }

    @Override
    public Optional<RunInfo> runInfo(String runId) {
        return memory.run(handle, runId).map(NumberedRun::info);
    }

    @Override
    public Optional<Experiment> experiment(long id) {
        return memory.experiment(id, super::experiment);
    }

    @Override
    public Optional<Run> run(String runId) {
        memory.write(handle);
        return super.run(runId);
    }

    @Override
    public List<Run> runs(Collection<Long> experimentIds, Query query) {
        memory.write(handle);
        return super.runs(experimentIds, query);
    }

    @Override
    public Optional<RunInfo> runOfTrial(String trial) {
        memory.write(handle);
        return super.runOfTrial(trial);
    }

    @Override
    public List<RunInfo> runList(long experimentId, Optional<RunCursor> after, int limit) {
        memory.write(handle);
        return super.runList(experimentId, after, limit);
    }

    @Override
    public List<Metric> curve(String runId, String key, long fromStep, long toStep) {
        memory.write(handle);
        return super.curve(runId, key, fromStep, toStep);
    }

    @Override
    public List<Metric> history(String runId, String key) {
        memory.write(handle);
        return super.history(runId, key);
    }

    @Override
    public long nextExperimentId() {
        return handle.createQuery("SELECT max(id) + 1 FROM experiment")
                .mapTo(Long.class)
                .one();
    }

    @Override
    public void addExperiment(Experiment experiment) {
        handle.execute(
                "INSERT INTO experiment (id, name, artifact_location, stage, creation_time_ms, last_update_time_ms) "
                        + "VALUES (?, ?, ?, ?, ?, ?)",
                experiment.id(),
                experiment.name(),
                experiment.artifactLocation(),
                experiment.stage().word(),
                experiment.creationTimeMs(),
                experiment.lastUpdateTimeMs());
    }

    @Override
    public void saveExperiment(Experiment experiment) {
        memory.forgetExperiment(experiment.id());
        handle.execute(
                "UPDATE experiment SET name = ?, stage = ?, last_update_time_ms = ? WHERE id = ?",
                experiment.name(),
                experiment.stage().word(),
                experiment.lastUpdateTimeMs(),
                experiment.id());
    }

    @Override
    public void putExperimentTag(long experimentId, Tag tag) {
        memory.forgetExperiment(experimentId);
        handle.execute(
                "INSERT INTO experiment_tag (experiment, name, value) VALUES (?, ?, ?) "
                        + "ON CONFLICT (experiment, name) DO UPDATE SET value = excluded.value",
                experimentId,
                tag.key(),
                tag.value());
    }

    @Override
    public void moveRuns(long experimentId, LifecycleStage stage) {
        memory.write(handle);
        handle.execute("UPDATE run SET stage = ? WHERE experiment = ?", stage.word(), experimentId);
        memory.forgetRuns();
    }

    @Override
    public void addRun(RunInfo run) {
        NumberedRun numbered = new NumberedRun(memory.nextRun(handle), run);
        memory.add(numbered);
    }

    private static <T> Batches.Binder<T> text(long run, Function<T, String> key, Function<T, String> value) {
        return (statement, text) -> {
            statement.setLong(1, run);
            statement.setString(2, key.apply(text));
            statement.setString(3, value.apply(text));
        };
    }

    @Override
    public void saveRun(RunInfo run) {
        memory.write(handle);
        handle.execute(
                "UPDATE run SET name = ?, status = ?, end_time_ms = ?, stage = ? WHERE run_id = ?",
                run.name(),
                run.status().name(),
                nullable(run.endTimeMs()),
                run.stage().word(),
                run.runId());
        memory.forgetRun(run.runId());
    }

    @Override
    public void putTags(String runId, List<Tag> tags) {
        if (!tags.isEmpty()) {
            memory.putTags(number(runId), tags);
        }
    }

    @Override
    public void removeMetricsAfter(String runId, long step) {
        memory.write(handle);
        CurveCut.after(handle, number(runId), step);
    }

    @Override
    public boolean removeTag(String runId, String key) {
        memory.write(handle);
        return handle.execute("DELETE FROM run_tag WHERE run = ? AND name = ?", number(runId), key) > 0;
    }

    @Override
    public void addParams(String runId, List<Param> params) {
        if (!params.isEmpty()) {
            memory.flushRuns(handle);
            Batches.run(handle, ADD_PARAM, params, text(number(runId), Param::key, Param::value));
        }
    }

    @Override
    public void addInputs(RunInfo run, List<DatasetInput> inputs) {
        memory.write(handle);
        long number = number(run.runId());
        inputs.forEach(input -> Inputs.add(handle, number, run.experimentId(), input));
    }

    @Override
    public void addMetrics(String runId, List<Metric> metrics) {
        if (!metrics.isEmpty()) {
            memory.add(handle, numbered(runId), metrics);
        }
    }

    private long number(String runId) {
        return numbered(runId).number();
    }

    private NumberedRun numbered(String runId) {
        return memory.run(handle, runId).orElseThrow();
    }

    private static @Nullable Long nullable(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
