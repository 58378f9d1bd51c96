/** Gaussian processes. */
@NullMarked
package dev.regatta.coordinator.search.gp;

import org.jspecify.annotations.NullMarked;
