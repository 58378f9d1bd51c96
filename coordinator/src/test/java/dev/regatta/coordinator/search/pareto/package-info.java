@NullMarked
package dev.regatta.coordinator.search.pareto;

import org.jspecify.annotations.NullMarked;
