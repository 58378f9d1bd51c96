@NullMarked
package dev.regatta.coordinator.artifacts;

import org.jspecify.annotations.NullMarked;
