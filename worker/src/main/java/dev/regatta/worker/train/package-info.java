/** The training loop, its optimizer and schedule, and the state it can be resumed from. */
@NullMarked
package dev.regatta.worker.train;

import org.jspecify.annotations.NullMarked;
