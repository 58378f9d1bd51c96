package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.live.PointFeed;
import dev.regatta.coordinator.tracking.model.Batch;
import dev.regatta.coordinator.tracking.model.DatasetInput;
import dev.regatta.coordinator.tracking.model.DatasetSummary;
import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.LifecycleStage;
import dev.regatta.coordinator.tracking.model.Limits;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Run;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.RunStatus;
import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.model.TrackingException;
import dev.regatta.coordinator.tracking.search.Page;
import dev.regatta.coordinator.tracking.search.Query;
import dev.regatta.coordinator.tracking.search.RunCursor;
import dev.regatta.coordinator.tracking.search.SearchRequest;
import dev.regatta.coordinator.tracking.search.SearchTarget;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** The rules of runs. Blocks; throws {@link TrackingException} for whatever a client does wrong. */
public final class RunService {

    private final TrackingStore store;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final PointFeed feed;

    public RunService(TrackingStore store, InstantSource clock, Supplier<UUID> ids) {
        this(store, clock, ids, new PointFeed());
    }

    /** @param feed is told of every point that was logged */
    public RunService(TrackingStore store, InstantSource clock, Supplier<UUID> ids, PointFeed feed) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.feed = feed;
    }

    public Run create(NewRun request) {
        return store.write(creation(request));
    }

    /** As {@link #create}, without waiting: completes when the run is durable. */
    public CompletionStage<Run> submitCreate(NewRun request) {
        return store.submit(creation(request));
    }

    private Function<TrackingWrites, Run> creation(NewRun request) {
        request.tags().forEach(Limits::check);
        String runId = ids.get().toString().replace("-", "");
        String name = RunNames.agreed(request.name(), request.tags()).orElse("run-" + runId.substring(0, 8));
        Limits.check(new Tag(Tag.RUN_NAME, name));
        return rows -> {
            Experiment experiment = ExperimentService.active(rows, request.experimentId());
            RunInfo made = new RunInfo(
                    runId,
                    experiment.id(),
                    name,
                    request.userId(),
                    RunStatus.RUNNING,
                    request.startTimeMs().orElseGet(clock::millis),
                    OptionalLong.empty(),
                    experiment.artifactLocation() + "/" + runId + "/artifacts",
                    LifecycleStage.ACTIVE);
            List<Tag> tags = RunNames.tagged(request.tags(), name);
            rows.addRun(made);
            rows.putTags(runId, tags);
            return new Run(made, List.of(), Map.of(), lastOfEachKey(tags));
        };
    }

    private static Map<String, String> lastOfEachKey(List<Tag> tags) {
        Map<String, String> last = new HashMap<>();
        tags.forEach(tag -> last.put(tag.key(), tag.value()));
        return last;
    }

    public Run get(String runId) {
        return store.read(rows -> rows.run(runId)).orElseThrow(() -> missing(runId));
    }

    public RunInfo info(String runId) {
        return store.read(rows -> found(rows, runId));
    }

    /** The active run of a trial, by its {@link Tag#TRIAL}; the latest, if there are several. */
    public Optional<RunInfo> ofTrial(String trial) {
        return store.read(rows -> rows.runOfTrial(trial));
    }

    /** Those of experiments that do not exist are none. */
    public Page<Run> search(Collection<Long> experimentIds, SearchRequest request) {
        Query query = request.parsed(SearchTarget.RUNS);
        return Page.of(store.read(rows -> rows.runs(experimentIds, query.withOneMore())), request, query);
    }

    public RunInfo update(String runId, RunChange change) {
        Optional<Tag> nameTag = change.name().map(name -> new Tag(Tag.RUN_NAME, name));
        nameTag.ifPresent(Limits::check);
        return store.write(rows -> {
            RunInfo changed = change.applyTo(inStage(rows, runId, LifecycleStage.ACTIVE));
            rows.saveRun(changed);
            nameTag.ifPresent(tag -> rows.putTags(runId, List.of(tag)));
            return changed;
        });
    }

    public void delete(String runId) {
        move(runId, LifecycleStage.ACTIVE, LifecycleStage.DELETED);
    }

    public void restore(String runId) {
        move(runId, LifecycleStage.DELETED, LifecycleStage.ACTIVE);
    }

    /**
     * Logs all of the batch or nothing. The same batch again changes nothing: a point that is there is dropped, and so
     * is a param of the same value. A param of another value is refused.
     */
    public void log(String runId, Batch batch) {
        store.write(logging(runId, batch));
        feed.logged(runId, batch.metrics());
    }

    /** As {@link #log}, without waiting: completes when the batch is durable. */
    public CompletionStage<RunInfo> submitLog(String runId, Batch batch) {
        return store.submit(logging(runId, batch)).thenApply(run -> {
            feed.logged(runId, batch.metrics());
            return run;
        });
    }

    private static Function<TrackingWrites, RunInfo> logging(String runId, Batch batch) {
        Limits.check(batch);
        return rows -> {
            RunInfo run = inStage(rows, runId, LifecycleStage.ACTIVE);
            rows.addParams(runId, ParamRule.additions(rows, runId, batch.params()));
            rows.addMetrics(runId, batch.metrics());
            rows.putTags(runId, batch.tags());
            RunNames.last(batch.tags()).ifPresent(name -> rows.saveRun(run.named(name)));
            return run;
        };
    }

    /** Notes the data sets that a run read; the same ones again change nothing. */
    public void logInputs(String runId, List<DatasetInput> inputs) {
        inputs.forEach(Limits::check);
        store.write(rows -> {
            rows.addInputs(inStage(rows, runId, LifecycleStage.ACTIVE), inputs);
            return runId;
        });
    }

    /**
     * Adds a model to those that the run is said to have logged, which are a tag's JSON list.
     *
     * @param model a JSON object
     */
    public void logModel(String runId, String model) {
        store.write(rows -> {
            inStage(rows, runId, LifecycleStage.ACTIVE);
            String before = rows.run(runId).map(Run::tags).orElseThrow().getOrDefault(Tag.MODELS, "[]");
            String list = before.substring(0, before.lastIndexOf(']')).stripTrailing();
            Tag models = new Tag(Tag.MODELS, list + (list.endsWith("[") ? "" : ", ") + model + "]");
            Limits.check(models);
            rows.putTags(runId, List.of(models));
            return runId;
        });
    }

    public List<DatasetSummary> datasets(Collection<Long> experimentIds) {
        return store.read(rows -> rows.datasets(experimentIds));
    }

    public void deleteTag(String runId, String key) {
        store.write(rows -> {
            inStage(rows, runId, LifecycleStage.ACTIVE);
            if (!rows.removeTag(runId, key)) {
                throw TrackingException.missing("No tag with name: " + key + " in run with id " + runId);
            }
            return runId;
        });
    }

    /** All points of a metric in the order in which they came; none for a metric that the run lacks. */
    public List<Metric> history(String runId, String key) {
        return store.read(rows -> {
            found(rows, runId);
            return rows.history(runId, key);
        });
    }

    /** The experiment's active runs from the latest start to the first, without what they logged. */
    public List<RunInfo> list(long experimentId, Optional<RunCursor> after, int limit) {
        return store.read(rows -> rows.runList(experimentId, after, limit));
    }

    /**
     * Cuts off every point after a step and lets the run go on from there: what was logged after the checkpoint that a
     * client resumes from will be logged again. The same again changes nothing.
     */
    public RunInfo resume(String runId, long afterStep) {
        RunInfo resumed = store.write(rows -> {
            RunInfo run = inStage(rows, runId, LifecycleStage.ACTIVE).resumed();
            rows.removeMetricsAfter(runId, afterStep);
            rows.removeTag(runId, Tag.END_REASON);
            rows.saveRun(run);
            return run;
        });
        feed.cut(runId);
        return resumed;
    }

    /** Ends a run whose client cannot do so any longer, and says why; one that has ended stays as it is. */
    public void endIfRunning(String runId, RunStatus status, String reason) {
        store.write(rows -> {
            Optional<RunInfo> running = rows.runInfo(runId).filter(run -> run.status() == RunStatus.RUNNING);
            running.ifPresent(run -> {
                rows.saveRun(run.with(status).endedAt(clock.millis()));
                rows.putTags(runId, List.of(new Tag(Tag.END_REASON, Limits.tagValue(reason))));
            });
            return running.isPresent();
        });
    }

    private void move(String runId, LifecycleStage from, LifecycleStage to) {
        store.write(rows -> {
            rows.saveRun(inStage(rows, runId, from).in(to));
            return runId;
        });
    }

    private static RunInfo inStage(TrackingReads rows, String runId, LifecycleStage stage) {
        RunInfo run = found(rows, runId);
        if (run.stage() != stage) {
            throw TrackingException.invalid("The run " + runId + " must be in the '" + stage.word()
                    + "' state. Current state is " + run.stage().word() + ".");
        }
        return run;
    }

    private static RunInfo found(TrackingReads rows, String runId) {
        return rows.runInfo(runId).orElseThrow(() -> missing(runId));
    }

    private static TrackingException missing(String runId) {
        return TrackingException.missing("Run '" + runId + "' not found");
    }
}
