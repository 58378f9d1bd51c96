/** Kafka: the inbox and the fleet's heartbeats read, the outbox published, and the embedded broker. */
@NullMarked
package dev.regatta.coordinator.kafka;

import org.jspecify.annotations.NullMarked;
