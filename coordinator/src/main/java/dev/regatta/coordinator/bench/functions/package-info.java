/** Functions with known optima, on which samplers are compared. Pure. */
@NullMarked
package dev.regatta.coordinator.bench.functions;

import org.jspecify.annotations.NullMarked;
