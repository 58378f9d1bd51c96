/** Plots of a trial's result, as pure functions from figures to SVG. */
@NullMarked
package dev.regatta.worker.plot;

import org.jspecify.annotations.NullMarked;
