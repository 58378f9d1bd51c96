package dev.regatta.protocol.event;

/** The worker gave the attempt back after a checkpoint: preempted, drained or asked to stop. No failure. */
public record AttemptYielded(FactHeader header, String reason) implements AttemptFact {}
