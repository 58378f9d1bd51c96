/** The MLflow REST API over HTTP. */
@NullMarked
package dev.regatta.coordinator.http.tracking;

import org.jspecify.annotations.NullMarked;
