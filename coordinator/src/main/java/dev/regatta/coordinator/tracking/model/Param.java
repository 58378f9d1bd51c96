package dev.regatta.coordinator.tracking.model;

/** An input of a run; once logged it never changes. */
public record Param(String key, String value) {}
