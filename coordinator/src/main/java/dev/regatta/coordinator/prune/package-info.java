/** Pruners: which unfinished trials go on. Pure, immutable, and kept up to date fact by fact. */
@NullMarked
package dev.regatta.coordinator.prune;

import org.jspecify.annotations.NullMarked;
