/** Several objectives: what dominates what, fronts, and the volume they enclose. Losses throughout: smaller is better. */
@NullMarked
package dev.regatta.coordinator.search.pareto;

import org.jspecify.annotations.NullMarked;
