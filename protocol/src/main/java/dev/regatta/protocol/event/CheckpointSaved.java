package dev.regatta.protocol.event;

import dev.regatta.protocol.CheckpointRef;

/** A checkpoint is stored; from this event on it is what the trial resumes from. */
public record CheckpointSaved(FactHeader header, CheckpointRef checkpoint) implements AttemptFact {}
