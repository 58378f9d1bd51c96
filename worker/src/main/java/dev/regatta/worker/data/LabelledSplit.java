package dev.regatta.worker.data;

/** Samples and their classes, index by index. */
public record LabelledSplit(Dataset samples, Labels labels) {}
