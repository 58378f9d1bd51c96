@NullMarked
package dev.regatta.coordinator.cli;

import org.jspecify.annotations.NullMarked;
