/** The tracking store on SQL. */
@NullMarked
package dev.regatta.coordinator.store.tracking;

import org.jspecify.annotations.NullMarked;
