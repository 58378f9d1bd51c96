@NullMarked
package dev.regatta.coordinator.search.math;

import org.jspecify.annotations.NullMarked;
