@NullMarked
package dev.regatta.coordinator.store;

import org.jspecify.annotations.NullMarked;
