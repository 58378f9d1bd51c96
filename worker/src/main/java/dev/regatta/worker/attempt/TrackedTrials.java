package dev.regatta.worker.attempt;

import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.worker.attempt.RunLogger.TrackedRun;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a trial is written into the tracking server: the same for each of its attempts. */
final class TrackedTrials {

    private TrackedTrials() {}

    static TrackedRun of(RunTrial work) {
        Map<String, String> params = new LinkedHashMap<>();
        boolean free = work.workload().freeParameters();
        Parameters parameters = free ? work.parameters() : Hyperparameters.used(work.parameters());
        parameters.values().forEach((name, value) -> params.put(name, value.toString()));
        params.put("seed", Long.toString(work.seed()));
        if (!free) {
            describe(work.dataset(), params);
        }
        var trial = work.attempt().trial();
        Map<String, String> tags = Map.of(
                TrackedRun.TRIAL_TAG,
                trial.toString(),
                "regatta.study",
                trial.study().value(),
                "regatta.objective",
                work.objective().metric());
        return new TrackedRun(trial, params, tags);
    }

    private static void describe(DatasetSpec dataset, Map<String, String> params) {
        params.put("dataset", dataset.name());
        params.put("dataset_downsample", Integer.toString(dataset.downsample()));
        dataset.limit().ifPresent(limit -> params.put("dataset_limit", limit.toString()));
        dataset.testLimit().ifPresent(limit -> params.put("dataset_test_limit", limit.toString()));
    }
}
