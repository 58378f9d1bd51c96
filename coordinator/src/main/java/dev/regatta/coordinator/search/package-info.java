/** Samplers: pure functions from the search space and a random generator to a trial's parameters. */
@NullMarked
package dev.regatta.coordinator.search;

import org.jspecify.annotations.NullMarked;
