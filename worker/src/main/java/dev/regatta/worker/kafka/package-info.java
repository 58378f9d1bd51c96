/** Work, control, facts and heartbeats over Kafka. */
@NullMarked
package dev.regatta.worker.kafka;

import org.jspecify.annotations.NullMarked;
