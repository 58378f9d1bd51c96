/** Benchmarks of the coordinator: each starts what it measures, on loopback. */
@NullMarked
package dev.regatta.coordinator.bench;

import org.jspecify.annotations.NullMarked;
