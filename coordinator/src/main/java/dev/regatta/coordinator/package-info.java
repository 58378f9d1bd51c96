/** Wiring of the coordinator: configuration and start. */
@NullMarked
package dev.regatta.coordinator;

import org.jspecify.annotations.NullMarked;
