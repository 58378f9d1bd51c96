package dev.regatta.coordinator.prune;

/**
 * A paused trial that is to go on.
 *
 * @param reason for people: its rank at its rung
 */
public record Promotion(int trial, String reason) {}
