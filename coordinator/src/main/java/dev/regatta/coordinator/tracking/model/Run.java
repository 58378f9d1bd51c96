package dev.regatta.coordinator.tracking.model;

import java.util.List;
import java.util.Map;

/**
 * A run with the latest point of each metric, its params and its tags.
 *
 * @param latest at most one point for each key, in the order of their keys
 */
public record Run(
        RunInfo info,
        List<Metric> latest,
        Map<String, String> params,
        Map<String, String> tags,
        List<DatasetInput> inputs) {

    public Run {
        latest = List.copyOf(latest);
        params = Map.copyOf(params);
        tags = Map.copyOf(tags);
        inputs = List.copyOf(inputs);
    }

    /** A run that read no data sets. */
    public Run(RunInfo info, List<Metric> latest, Map<String, String> params, Map<String, String> tags) {
        this(info, latest, params, tags, List.of());
    }
}
