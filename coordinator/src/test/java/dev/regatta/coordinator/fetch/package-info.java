@NullMarked
package dev.regatta.coordinator.fetch;

import org.jspecify.annotations.NullMarked;
