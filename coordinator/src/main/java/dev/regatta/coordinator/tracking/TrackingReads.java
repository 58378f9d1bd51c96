package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.DatasetSummary;
import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Run;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.search.Query;
import dev.regatta.coordinator.tracking.search.RunCursor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be asked within a transaction. Deleted experiments and runs are seen, unless a query leaves them out. */
public interface TrackingReads {

    Optional<Experiment> experiment(long id);

    Optional<Experiment> experimentNamed(String name);

    List<Experiment> experiments(Query query);

    Optional<RunInfo> runInfo(String runId);

    Optional<Run> run(String runId);

    /** The runs of those experiments that the query asks for, in its order. */
    List<Run> runs(Collection<Long> experimentIds, Query query);

    /** The active runs of an experiment from the latest start to the first, without what they logged. */
    List<RunInfo> runList(long experimentId, Optional<RunCursor> after, int limit);

    /** The active run whose {@link Tag#TRIAL} is that; the one that started last, if there are several. */
    Optional<RunInfo> runOfTrial(String trial);

    /** Those of the run's params that have one of these keys. */
    Map<String, String> params(String runId, Collection<String> keys);

    /** All points of one metric in the order in which they came; those of one batch in the batch's order. */
    List<Metric> history(String runId, String key);

    /** Its points between two steps, both included, {@linkplain Metric#ALONG_CURVE along its curve}. */
    List<Metric> curve(String runId, String key, long fromStep, long toStep);

    /** The data sets that runs of those experiments read, each with each context. */
    List<DatasetSummary> datasets(Collection<Long> experimentIds);
}
