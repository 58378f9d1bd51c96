@NullMarked
package dev.regatta.coordinator.placement;

import org.jspecify.annotations.NullMarked;
