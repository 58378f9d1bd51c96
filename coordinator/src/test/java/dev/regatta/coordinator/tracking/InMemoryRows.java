package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.DatasetInput;
import dev.regatta.coordinator.tracking.model.DatasetSummary;
import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.LifecycleStage;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Param;
import dev.regatta.coordinator.tracking.model.Run;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.search.Query;
import dev.regatta.coordinator.tracking.search.RunCursor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The rows of {@link InMemoryTrackingStore}, read and searched in the plainest way. */
final class InMemoryRows implements TrackingWrites {

    private final NavigableMap<Long, Experiment> experiments = new TreeMap<>();
    private final Map<String, Logged> runs = new HashMap<>();

    private record Logged(
            RunInfo info,
            Map<String, String> params,
            Map<String, String> tags,
            Map<String, Set<Metric>> curves,
            Map<String, DatasetInput> inputs) {

        Logged copy(RunInfo newInfo) {
            Map<String, Set<Metric>> copied = new HashMap<>();
            curves.forEach((key, curve) -> copied.put(key, new LinkedHashSet<>(curve)));
            return new Logged(newInfo, new HashMap<>(params), new HashMap<>(tags), copied, new TreeMap<>(inputs));
        }

        Run run() {
            List<Metric> latest = new TreeMap<>(curves)
                    .values().stream()
                            .map(curve -> Collections.max(curve, Metric.ALONG_CURVE))
                            .toList();
            return new Run(info, latest, params, tags, List.copyOf(inputs.values()));
        }
    }

    InMemoryRows() {
        String location = "mlflow-artifacts:/0";
        addExperiment(new Experiment(0, "Default", location, LifecycleStage.ACTIVE, 0, 0, Map.of()));
    }

    InMemoryRows(InMemoryRows other) {
        experiments.putAll(other.experiments);
        other.runs.forEach((id, logged) -> runs.put(id, logged.copy(logged.info)));
    }

    @Override
    public Optional<Experiment> experiment(long id) {
        return Optional.ofNullable(experiments.get(id));
    }

    @Override
    public Optional<Experiment> experimentNamed(String name) {
        return experiments.values().stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst();
    }

    @Override
    public List<Experiment> experiments(Query query) {
        return ReferenceSearch.search(
                experiments.values().stream()
                        .filter(experiment -> query.view().stages().contains(experiment.stage()))
                        .toList(),
                query,
                ReferenceSearch::value);
    }

    @Override
    public Optional<RunInfo> runInfo(String runId) {
        return Optional.ofNullable(runs.get(runId)).map(Logged::info);
    }

    @Override
    public Optional<Run> run(String runId) {
        return Optional.ofNullable(runs.get(runId)).map(Logged::run);
    }

    @Override
    public List<Run> runs(Collection<Long> experimentIds, Query query) {
        return ReferenceSearch.search(
                runs.values().stream()
                        .map(Logged::run)
                        .filter(run -> experimentIds.contains(run.info().experimentId()))
                        .filter(run -> query.view().stages().contains(run.info().stage()))
                        .toList(),
                query,
                ReferenceSearch::value);
    }

    @Override
    public Optional<RunInfo> runOfTrial(String trial) {
        return runs.values().stream()
                .filter(logged -> trial.equals(logged.tags.get(Tag.TRIAL)))
                .map(Logged::info)
                .filter(info -> info.stage() == LifecycleStage.ACTIVE)
                .max(Comparator.comparingLong(RunInfo::startTimeMs));
    }

    @Override
    public Map<String, String> params(String runId, Collection<String> keys) {
        Map<String, String> params = new HashMap<>(logged(runId).params);
        params.keySet().retainAll(keys);
        return params;
    }

    @Override
    public List<Metric> history(String runId, String key) {
        return new ArrayList<>(logged(runId).curves.getOrDefault(key, Set.of()));
    }

    @Override
    public List<Metric> curve(String runId, String key, long fromStep, long toStep) {
        return history(runId, key).stream()
                .filter(point -> point.step() >= fromStep && point.step() <= toStep)
                .sorted(Metric.ALONG_CURVE)
                .toList();
    }

    @Override
    public List<DatasetSummary> datasets(Collection<Long> experimentIds) {
        return runs.values().stream()
                .filter(logged -> experimentIds.contains(logged.info.experimentId()))
                .flatMap(logged -> logged.inputs.values().stream()
                        .map(input -> new DatasetSummary(
                                logged.info.experimentId(), input.name(), input.digest(), input.context())))
                .distinct()
                .sorted(Comparator.comparing(DatasetSummary::name))
                .toList();
    }

    @Override
    public void addInputs(RunInfo run, List<DatasetInput> inputs) {
        inputs.forEach(input -> logged(run.runId()).inputs.put(input.name() + " " + input.digest(), input));
    }

    @Override
    public long nextExperimentId() {
        return experiments.lastKey() + 1;
    }

    @Override
    public void addExperiment(Experiment experiment) {
        experiments.put(experiment.id(), experiment);
    }

    @Override
    public void saveExperiment(Experiment experiment) {
        experiments.put(experiment.id(), experiment);
    }

    @Override
    public void putExperimentTag(long experimentId, Tag tag) {
        experiments.computeIfPresent(experimentId, (id, old) -> {
            Map<String, String> tags = new HashMap<>(old.tags());
            tags.put(tag.key(), tag.value());
            return new Experiment(
                    id,
                    old.name(),
                    old.artifactLocation(),
                    old.stage(),
                    old.creationTimeMs(),
                    old.lastUpdateTimeMs(),
                    tags);
        });
    }

    @Override
    public void moveRuns(long experimentId, LifecycleStage stage) {
        runs.replaceAll((id, logged) ->
                logged.info.experimentId() == experimentId ? logged.copy(logged.info.in(stage)) : logged);
    }

    @Override
    public void addRun(RunInfo run) {
        runs.put(run.runId(), new Logged(run, new HashMap<>(), new HashMap<>(), new HashMap<>(), new TreeMap<>()));
    }

    @Override
    public void saveRun(RunInfo run) {
        runs.put(run.runId(), logged(run.runId()).copy(run));
    }

    @Override
    public void putTags(String runId, List<Tag> tags) {
        tags.forEach(tag -> logged(runId).tags.put(tag.key(), tag.value()));
    }

    @Override
    public boolean removeTag(String runId, String key) {
        return logged(runId).tags.remove(key) != null;
    }

    @Override
    public void addParams(String runId, List<Param> params) {
        params.forEach(param -> logged(runId).params.put(param.key(), param.value()));
    }

    @Override
    public void addMetrics(String runId, List<Metric> metrics) {
        metrics.forEach(metric -> logged(runId)
                .curves
                .computeIfAbsent(metric.key(), key -> new LinkedHashSet<>())
                .add(metric));
    }

    @Override
    public void removeMetricsAfter(String runId, long step) {
        Map<String, Set<Metric>> curves = logged(runId).curves;
        curves.values().forEach(curve -> curve.removeIf(point -> point.step() > step));
        curves.values().removeIf(Set::isEmpty);
    }

    @Override
    public List<RunInfo> runList(long experimentId, Optional<RunCursor> after, int limit) {
        Comparator<RunInfo> latestFirst = Comparator.comparingLong(RunInfo::startTimeMs)
                .thenComparing(RunInfo::runId)
                .reversed();
        return runs.values().stream()
                .map(Logged::info)
                .filter(run -> run.experimentId() == experimentId && run.stage() == LifecycleStage.ACTIVE)
                .sorted(latestFirst)
                .dropWhile(run -> after.isPresent() && isNotAfter(run, after.get()))
                .limit(limit)
                .toList();
    }

    private static boolean isNotAfter(RunInfo run, RunCursor place) {
        return run.startTimeMs() > place.startTimeMs()
                || (run.startTimeMs() == place.startTimeMs() && run.runId().compareTo(place.runId()) >= 0);
    }

    private Logged logged(String runId) {
        return Optional.ofNullable(runs.get(runId)).orElseThrow();
    }
}
