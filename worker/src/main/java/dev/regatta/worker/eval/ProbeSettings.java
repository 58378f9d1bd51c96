package dev.regatta.worker.eval;

/**
 * Settings of the linear evaluation.
 *
 * @param standardize whether features are standardized by the training split first
 */
public record ProbeSettings(int epochs, double learningRate, int batchSize, boolean standardize) {}
