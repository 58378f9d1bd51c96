/** The points of runs as they come. */
@NullMarked
package dev.regatta.coordinator.tracking.live;

import org.jspecify.annotations.NullMarked;
