/** Registered models and their versions: values, rules, and the port to their rows. */
@NullMarked
package dev.regatta.coordinator.tracking.registry;

import org.jspecify.annotations.NullMarked;
