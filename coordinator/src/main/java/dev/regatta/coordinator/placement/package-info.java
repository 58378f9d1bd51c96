/** Which waiting trial goes to which pool of workers next. Pure. */
@NullMarked
package dev.regatta.coordinator.placement;

import org.jspecify.annotations.NullMarked;
