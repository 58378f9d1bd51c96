/** Checkpoints and prototypes in Hazelcast's maps. */
@NullMarked
package dev.regatta.worker.hazelcast;

import org.jspecify.annotations.NullMarked;
