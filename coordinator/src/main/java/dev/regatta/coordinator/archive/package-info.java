/** A study as a file: its journal, entry by entry, so that it can be carried to another installation. */
@NullMarked
package dev.regatta.coordinator.archive;

import org.jspecify.annotations.NullMarked;
