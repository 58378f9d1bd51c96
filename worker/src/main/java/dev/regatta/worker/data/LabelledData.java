package dev.regatta.worker.data;

/** A data set with its two splits. */
public record LabelledData(LabelledSplit train, LabelledSplit test) {}
