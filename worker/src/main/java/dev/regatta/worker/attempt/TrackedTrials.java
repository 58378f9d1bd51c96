package dev.regatta.worker.attempt;

import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.worker.attempt.RunLogger.TrackedRun;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a trial is written into the tracking server: the same for each of its attempts. */
final class TrackedTrials {

    private TrackedTrials() {}

    static TrackedRun of(RunTrial work) {
        Map<String, String> params = new LinkedHashMap<>();
        Hyperparameters.used(work.parameters()).values().forEach((name, value) -> params.put(name, value.toString()));
        params.put("seed", Long.toString(work.seed()));
        params.put("dataset", work.dataset().name());
        params.put("dataset_downsample", Integer.toString(work.dataset().downsample()));
        work.dataset().limit().ifPresent(limit -> params.put("dataset_limit", limit.toString()));
        work.dataset().testLimit().ifPresent(limit -> params.put("dataset_test_limit", limit.toString()));
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
}
