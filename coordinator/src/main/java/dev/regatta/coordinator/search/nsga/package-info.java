/** NSGA-II, for several objectives. */
@NullMarked
package dev.regatta.coordinator.search.nsga;

import org.jspecify.annotations.NullMarked;
