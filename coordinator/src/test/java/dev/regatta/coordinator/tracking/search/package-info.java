@NullMarked
package dev.regatta.coordinator.tracking.search;

import org.jspecify.annotations.NullMarked;
