/** A fleet of simulated workers that speak the real protocol to a real broker and a real coordinator. */
@NullMarked
package dev.regatta.coordinator.bench.fleet;

import org.jspecify.annotations.NullMarked;
