/** Arithmetic that samplers share: strict, so that every JVM gives the same bits. */
@NullMarked
package dev.regatta.coordinator.search.math;

import org.jspecify.annotations.NullMarked;
