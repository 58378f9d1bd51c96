/** The database: one writer, many readers, migrated at start. */
@NullMarked
package dev.regatta.coordinator.store;

import org.jspecify.annotations.NullMarked;
