package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.DatasetInput;
import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.LifecycleStage;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Param;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.Tag;
import java.util.List;

/** What can be changed within a transaction. Runs and experiments that are named must exist. */
public interface TrackingWrites extends TrackingReads {

    /** An id that no experiment has or had. */
    long nextExperimentId();

    void addExperiment(Experiment experiment);

    /** Replaces all of it but its tags. */
    void saveExperiment(Experiment experiment);

    void putExperimentTag(long experimentId, Tag tag);

    /** Moves all runs of an experiment to that stage. */
    void moveRuns(long experimentId, LifecycleStage stage);

    void addRun(RunInfo run);

    void saveRun(RunInfo run);

    /** Sets the tags; the last one of a key counts. */
    void putTags(String runId, List<Tag> tags);

    /** @return false if the run has no such tag */
    boolean removeTag(String runId, String key);

    /** Adds params that the run does not have yet. */
    void addParams(String runId, List<Param> params);

    /** Adds data sets that the run read; what is said of one anew replaces what was said. */
    void addInputs(RunInfo run, List<DatasetInput> inputs);

    /** Removes every point after {@code step}; the latest of each metric is then the last one left. */
    void removeMetricsAfter(String runId, long step);

    /** Adds points and keeps the latest of each metric; a point that is there already is left as it is. */
    void addMetrics(String runId, List<Metric> metrics);
}
