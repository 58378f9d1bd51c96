/** The MLflow-compatible tracking store: its rules over a port that keeps rows. No SQL, no HTTP. */
@NullMarked
package dev.regatta.coordinator.tracking;

import org.jspecify.annotations.NullMarked;
