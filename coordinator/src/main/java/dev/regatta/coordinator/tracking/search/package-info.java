/** How runs and experiments are asked for: MLflow's filter and order grammar as values, and pages. */
@NullMarked
package dev.regatta.coordinator.tracking.search;

import org.jspecify.annotations.NullMarked;
