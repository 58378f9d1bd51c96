/** Programs of a study's own, run as processes: {@code method: exec}. */
@NullMarked
package dev.regatta.worker.exec;

import org.jspecify.annotations.NullMarked;
