/** Covariance matrix adaptation. */
@NullMarked
package dev.regatta.coordinator.search.cma;

import org.jspecify.annotations.NullMarked;
