package dev.regatta.coordinator.tracking.model;

import java.util.List;

/** What is logged to a run at once: all of it or nothing. */
public record Batch(List<Metric> metrics, List<Param> params, List<Tag> tags) {

    public Batch {
        metrics = List.copyOf(metrics);
        params = List.copyOf(params);
        tags = List.copyOf(tags);
    }

    public static Batch of(Metric metric) {
        return new Batch(List.of(metric), List.of(), List.of());
    }

    public static Batch of(Param param) {
        return new Batch(List.of(), List.of(param), List.of());
    }

    public static Batch of(Tag tag) {
        return new Batch(List.of(), List.of(), List.of(tag));
    }
}
