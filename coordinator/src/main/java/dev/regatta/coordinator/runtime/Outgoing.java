package dev.regatta.coordinator.runtime;

/**
 * A message to be published after the commit that decided it, at least once.
 *
 * @param key orders the topic
 * @param message JSON
 */
public record Outgoing(String topic, String key, String message) {}
