@NullMarked
package dev.regatta.coordinator.tracking;

import org.jspecify.annotations.NullMarked;
