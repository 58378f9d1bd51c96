@NullMarked
package dev.regatta.coordinator.analysis;

import org.jspecify.annotations.NullMarked;
