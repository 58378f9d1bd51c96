package dev.regatta.coordinator.tracking.model;

/** A data set that some run of an experiment read, and what for; {@code context} may be empty. */
public record DatasetSummary(long experimentId, String name, String digest, String context) {}
