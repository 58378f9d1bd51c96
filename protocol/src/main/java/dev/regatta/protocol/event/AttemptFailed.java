package dev.regatta.protocol.event;

/** The attempt failed on its worker. */
public record AttemptFailed(FactHeader header, FailureKind kind, String message) implements AttemptFact {}
