/** The Hazelcast member: checkpoints and prototypes in memory, written through to files. */
@NullMarked
package dev.regatta.coordinator.hazelcast;

import org.jspecify.annotations.NullMarked;
