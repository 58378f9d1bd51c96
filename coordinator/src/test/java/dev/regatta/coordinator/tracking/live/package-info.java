@NullMarked
package dev.regatta.coordinator.tracking.live;

import org.jspecify.annotations.NullMarked;
