/** The processes that a benchmark starts, as {@code regatta up} starts them. */
@NullMarked
package dev.regatta.coordinator.bench.process;

import org.jspecify.annotations.NullMarked;
