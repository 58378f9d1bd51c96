/** Evaluation of a frozen encoder. The only place, with {@code train}, where labels are read. */
@NullMarked
package dev.regatta.worker.eval;

import org.jspecify.annotations.NullMarked;
