/**
 * What people look at to understand a study: computed from its trials by pure functions, and small whatever their number.
 */
@NullMarked
package dev.regatta.coordinator.analysis;

import org.jspecify.annotations.NullMarked;
